import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';

type Resolver = GraphQLFieldResolver<unknown, object, never>;

/** One system's resolvers, as its subgraph has them, and its view of a request. */
export interface MergedSystem<Context> {
  readonly resolvers: object;
  readonly contextOf: (context: Context) => object;
  /** Entity types that the other system knows by their keys only: what it names of them is looked up here. */
  readonly homeOf: readonly string[];
}

/**
 * Makes one executable schema of two subgraphs' resolvers. What a gateway would fetch from the other subgraph is a direct
 * call of its reference resolver, which batches as it does there.
 *
 * @param schema what clients see, with no resolvers yet; it is changed.
 */
export function mergeResolvers<Context extends object>(
  schema: GraphQLSchema,
  systems: readonly MergedSystem<Context>[],
): void {
  for (const type of Object.values(schema.getTypeMap())) {
    for (const system of systems) {
      const own: unknown = Reflect.get(system.resolvers, type.name);
      if (typeof own !== 'object' || own === null) continue;
      if (isScalarType(type)) Object.assign(type, own);
      if (isInterfaceType(type)) Object.assign(type, { resolveType: Reflect.get(own, '__resolveType') });
      if (!isObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        const resolver: unknown = Reflect.get(own, field.name);
        if (isResolver(resolver)) field.resolve = resolved(system, resolver, getNamedType(field.type).name);
      }
    }
  }

  /** The field as its system resolves it, looked up at home where that is elsewhere. */
  function resolved(
    system: MergedSystem<Context>,
    resolver: Resolver,
    typeName: string,
  ): GraphQLFieldResolver<unknown, Context> {
    const call = callIn(system, resolver);
    const home = systems.find(({ homeOf }) => homeOf.includes(typeName));
    if (home === undefined || home === system) return call;
    const atHome: unknown = Reflect.get(Reflect.get(home.resolvers, typeName), '__resolveReference');
    if (!isReferenceResolver(atHome)) throw new Error(`${typeName} cannot be looked up`);
    const lookUp = (reference: unknown, context: Context) =>
      reference === null ? null : atHome(reference, home.contextOf(context));
    return async (parent, variables, context, info) => {
      const named: unknown = await call(parent, variables, context, info);
      return Array.isArray(named) ? named.map((each) => lookUp(each, context)) : lookUp(named, context);
    };
  }

  function callIn(system: MergedSystem<Context>, resolver: Resolver): GraphQLFieldResolver<unknown, Context> {
    return (parent, variables, context, info) =>
      Reflect.apply(resolver, undefined, [parent, variables, system.contextOf(context), info]);
  }
}

function isResolver(value: unknown): value is Resolver {
  return typeof value === 'function';
}

function isReferenceResolver(value: unknown): value is (reference: unknown, context: object) => unknown {
  return typeof value === 'function';
}
