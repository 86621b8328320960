import {
  getDirectiveValues,
  GraphQLDirective,
  GraphQLNonNull,
  GraphQLString,
  Kind,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';

/** What a field of `Subscription` sends, and when it is asked for again: `@live` of the supergraph. */
export interface LiveField {
  /** The field of `Query` that gives its answer. */
  readonly query: string;
  readonly topic: string;
  /** The argument that is the key of the topic; undefined for the account that is signed in. */
  readonly key: string | undefined;
}

const live = new GraphQLDirective({
  name: 'live',
  locations: [],
  args: {
    query: { type: new GraphQLNonNull(GraphQLString) },
    topic: { type: new GraphQLNonNull(GraphQLString) },
    key: { type: GraphQLString },
  },
});

/**
 * The fields of `Subscription`, by name.
 *
 * @throws Error where one of them says nothing of what it sends, or the field that it names would answer something else.
 */
export function readLiveFields(supergraph: DocumentNode, schema: GraphQLSchema): ReadonlyMap<string, LiveField> {
  const root = schema.getSubscriptionType();
  if (!root) return new Map();
  const definitions = fieldsOf(supergraph, root.name);
  return new Map(
    Object.values(root.getFields()).map((field) => {
      const node = definitions.find(({ name }) => name.value === field.name);
      return [field.name, liveField(field, node, schema)];
    }),
  );
}

function liveField(
  field: GraphQLField<unknown, unknown>,
  node: FieldDefinitionNode | undefined,
  schema: GraphQLSchema,
): LiveField {
  const said = node && getDirectiveValues(live, node);
  if (!said) throw new Error(`Subscription.${field.name} does not say with @live what it sends.`);
  const [query, topic] = [String(said['query']), String(said['topic'])];
  const asked = schema.getQueryType()?.getFields()[query];
  if (!asked || shapeOf(asked) !== shapeOf(field)) {
    throw new Error(`Subscription.${field.name} is not of the type, or has not the arguments, of Query.${query}.`);
  }
  const key = typeof said['key'] === 'string' ? said['key'] : undefined;
  if (key !== undefined && !field.args.some(({ name }) => name === key)) {
    throw new Error(`Subscription.${field.name} has no argument “${key}” to be its key.`);
  }
  return { query, topic, key };
}

function shapeOf({ type, args }: GraphQLField<unknown, unknown>): string {
  const list = args.map((argument) => `${argument.name}: ${String(argument.type)}`).toSorted();
  return `(${list.join(', ')}): ${String(type)}`;
}

function fieldsOf(document: DocumentNode, type: string): readonly FieldDefinitionNode[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === type ? (definition.fields ?? []) : [],
  );
}
