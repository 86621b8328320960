import {
  buildASTSchema,
  Kind,
  parse,
  printSchema,
  visit,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import type { ProjectedType } from '../../platform/projection/projected-type.ts';

/**
 * The part of a schema that can be projected, for making queries from: root fields of these names, and of each type that
 * `type` leads to what is declared.
 */
export function projectedPart(
  schema: GraphQLSchema,
  rootFields: readonly string[],
  type: ProjectedType<never>,
): GraphQLSchema {
  const kept = fieldsByType(type);
  kept.set('Query', new Set(rootFields));
  const isKept = (typeName: string, field: FieldDefinitionNode) => kept.get(typeName)?.has(field.name.value) ?? true;
  const projected = (node: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode => ({
    ...node,
    interfaces: [],
    fields: (node.fields ?? [])
      .filter((field) => isKept(node.name.value, field))
      // A field below the root that is given arguments is resolved.
      .map((field) => (node.name.value === 'Query' ? field : { ...field, arguments: [] })),
  });
  const document = visit(parse(printSchema(schema)), {
    ObjectTypeDefinition: projected,
    UnionTypeDefinition: (node) => ({
      ...node,
      types: node.types?.filter(({ name }) => name.value === type.name) ?? [],
    }),
    SchemaDefinition: () => null,
  });
  const withoutMutations = document.definitions.filter(
    (definition) => definition.kind !== Kind.OBJECT_TYPE_DEFINITION || definition.name.value !== 'Mutation',
  );
  return buildASTSchema({ ...document, definitions: withoutMutations }, { assumeValid: true });
}

function fieldsByType(type: ProjectedType<never>, found = new Map<string, ReadonlySet<string>>()) {
  if (found.has(type.name)) return found;
  found.set(type.name, new Set(Object.keys(type.fields)));
  for (const field of Object.values(type.fields)) if ('type' in field) fieldsByType(field.type, found);
  return found;
}
