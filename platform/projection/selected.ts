import {
  getNamedType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';

/** What a query may select from. It holds no `@skip` and no `@include` any more. */
export interface Selecting {
  readonly schema: GraphQLSchema;
  readonly fragments: Record<string, FragmentDefinitionNode>;
}

/** A field as an answer holds it, whatever fragments it was selected in. */
export interface SelectedField {
  /** Its name in the answer. */
  readonly key: string;
  readonly name: string;
  /** At least one; they differ in what they select below. */
  readonly nodes: readonly FieldNode[];
  /** Undefined for `__typename`. */
  readonly definition: GraphQLField<unknown, unknown> | undefined;
}

export function selectingIn(schema: GraphQLSchema, { definitions }: DocumentNode): Selecting {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return { schema, fragments: Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])) };
}

/** What a selection holds of an object type. */
export function fieldsOf(
  { schema, fragments }: Selecting,
  type: GraphQLObjectType,
  selection: SelectionSetNode,
): readonly SelectedField[] {
  return selectedFields(type, collectFields(schema, fragments, {}, type, selection));
}

/** What a field selects of what it leads to: an object of its own type, or of one that its type may be. */
export function fieldsBelow(
  { schema, fragments }: Selecting,
  { name, nodes, definition }: SelectedField,
  type: GraphQLNamedType | undefined = definition && getNamedType(definition.type),
): readonly SelectedField[] {
  if (!isObjectType(type)) throw new Error(`${name} leads to no object`);
  return selectedFields(type, collectSubfields(schema, fragments, {}, type, nodes));
}

function selectedFields(
  type: GraphQLObjectType,
  collected: ReadonlyMap<string, readonly FieldNode[]>,
): readonly SelectedField[] {
  return [...collected].flatMap(([key, nodes]) => {
    const name = nodes[0]?.name.value;
    return name === undefined ? [] : [{ key, name, nodes, definition: type.getFields()[name] }];
  });
}
