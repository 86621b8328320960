import { buildSchema, GraphQLObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { dossier, dossiers, drafts } from '../../memory-subgraphs/data.ts';

const sdl = `
  type Query { dossiers(first: Int!, after: Int!): [Dossier!]  dossier(number: Int!): Dossier }
  enum Status { RECEIVED PROCESSING }
  enum State { DRAFT ISSUED }
  type Dossier {
    code: ID! subject: String! status: Status! receivedAt: String! dueAt: String
    applicant: Applicant attachments: [Attachment!]! drafts: [Draft!]
  }
  type Applicant { name: String! address: String }
  type Attachment { id: ID! name: String! size: Int! }
  type Draft { id: ID! subject: String! state: State! symbol: String author: Author }
  type Author { name: String! unit: String }
`;

type Resolver = GraphQLFieldResolver<never, unknown, never>;

/** What both subgraphs in memory serve, as one schema with no federation in it. */
export function memorySchema(): GraphQLSchema {
  const schema = buildSchema(sdl);
  const resolve = (typeName: string, field: string, resolver: Resolver) => {
    const type = schema.getType(typeName);
    if (!(type instanceof GraphQLObjectType)) throw new Error(`there is no type ${typeName}`);
    Object.assign(type.getFields()[field] ?? {}, { resolve: resolver });
  };
  resolve('Query', 'dossier', (_, { number }: { readonly number: number }) => dossier(number));
  resolve('Query', 'dossiers', (_, page: { readonly first: number; readonly after: number }) => dossiers(page));
  resolve('Dossier', 'drafts', ({ code }: { readonly code: string }) => drafts(code));
  return schema;
}
