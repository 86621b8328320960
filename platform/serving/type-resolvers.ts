import { defaultTypeResolver, isAbstractType, type GraphQLSchema, type GraphQLTypeResolver } from 'graphql';

type TypeResolver = GraphQLTypeResolver<unknown, unknown>;

/**
 * Makes each interface and union of the schema find its type without ever throwing: a failure becomes a promise that is
 * rejected. graphql-js reports either; graphql-jit takes a promise for a type that is not possible, while what is thrown
 * would leave its answer unfinished for ever.
 */
export function guardTypeResolvers(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = guarded(type.resolveType ?? defaultTypeResolver);
  }
}

function guarded(resolveType: TypeResolver): TypeResolver {
  return (value, context, info, abstractType) => {
    try {
      const type = resolveType(value, context, info, abstractType);
      return type instanceof Promise ? heard(type) : type;
    } catch (error) {
      return heard(Promise.reject(error));
    }
  };
}

/** Where nobody waits for a promise, its rejection would end the process. */
function heard<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined);
  return promise;
}
