/** Resolver types of each subgraph, from its SDL: `npm run codegen` writes them, `npm run codegen -- --check` compares. */
import type { CodegenConfig } from '@graphql-codegen/cli';
import { mappers as ideskMappers } from './subgraphs/idesk/graphql/mappers.ts';
import { mappers as igateMappers } from './subgraphs/igate/graphql/mappers.ts';

const scalars = {
  ID: 'string',
  DateTime: 'Date',
  Date: 'string',
  DossierCode: 'string',
  _FieldSet: 'string',
  Upload: { input: "Promise<import('graphql-upload-ts').FileUpload>", output: 'never' },
};

function resolverTypes(name: string, mappers: Readonly<Record<string, string>>): CodegenConfig['generates'] {
  return {
    [`subgraphs/${name}/graphql/resolver-types.generated.ts`]: {
      schema: `schema/${name}.graphql`,
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        federation: true,
        enumsAsTypes: true,
        importExtension: '.ts',
        useTypeImports: true,
        strictScalars: true,
        avoidOptionals: { defaultValue: true },
        scalars,
        mappers,
        contextType: './context.ts#Context',
        resolversNonOptionalTypename: { unionMember: true, interfaceImplementingType: true },
      },
    },
  };
}

const config: CodegenConfig = {
  errorsOnly: true,
  generates: { ...resolverTypes('igate', igateMappers), ...resolverTypes('idesk', ideskMappers) },
};

export default config;
