import type { ApolloGraphQLObjectTypeExtensions } from '@apollo/subgraph/dist/schemaExtensions.js';
import { isInterfaceType, isObjectType, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';

/**
 * Lets `_entities` answer as Apollo's resolver does, which makes four promises for each entity: here there is one, and none
 * for what a type resolves at once. Interfaces are left to Apollo's.
 *
 * Nothing is thrown once the first promise has been made: Apollo's resolver throws where it meets a type that there is not, or a
 * reference that lacks its key. Nobody would be left to hear of the promises before, and one that fails unheard ends the
 * process.
 */
export function resolveEntitiesLean(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()['_entities'];
  const resolve = field?.resolve;
  if (!field || !resolve) return;
  field.resolve = (source, args, context, info) => {
    const references: readonly Reference[] = args['representations'];
    const types = new Set(references.map(({ __typename }) => __typename));
    let isPlain = true;
    for (const name of types) {
      const type = schema.getType(name);
      if (!isObjectType(type) && !isInterfaceType(type))
        throw new Error(`a reference names ${name}, which is no type here`);
      isPlain &&= isObjectType(type);
    }
    if (!isPlain) return resolve(source, args, context, info);
    return references.map((reference) => entityOf(reference, context, info));
  };
}

interface Reference {
  readonly __typename: string;
}

function entityOf(reference: Reference, context: unknown, info: GraphQLResolveInfo): unknown {
  const { __typename } = reference;
  const extensions: ApolloGraphQLObjectTypeExtensions | undefined = info.schema.getType(__typename)?.extensions;
  const resolveReference = extensions?.apollo?.subgraph?.resolveReference;
  if (!resolveReference) return reference;
  const found = resolved(() => resolveReference(reference, context, info));
  return found instanceof Promise ? found.then((value) => named(value, __typename)) : named(found, __typename);
}

function resolved(resolve: () => unknown): unknown {
  try {
    return resolve();
  } catch (error) {
    return Promise.reject(error);
  }
}

/** Tells the union of all entities what this is. Not enumerable, for it is often a row that others see too. */
function named(value: unknown, typename: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!('__typename' in value)) return Object.defineProperty(value, '__typename', { value: typename });
  return value.__typename === typename ? value : { ...value, __typename: typename };
}
