import {
  getNamedType,
  isLeafType,
  Kind,
  parse,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';

/** How long a client may keep a field, by `Type.field`. */
export type CacheRules = ReadonlyMap<string, CacheRule>;

interface CacheRule {
  readonly maxAge: number;
  readonly noStore: boolean;
}

/** Reads `@cacheControl(maxAge: seconds, noStore: Boolean)` from a supergraph; an empty map where it has none. */
export function readCacheRules(supergraphSdl: string): CacheRules {
  const rules = new Map<string, CacheRule>();
  for (const definition of parse(supergraphSdl).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of definition.fields ?? []) {
      const directive = field.directives?.find(({ name }) => name.value === 'cacheControl');
      if (!directive) continue;
      const given = new Map(directive.arguments?.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
      rules.set(`${definition.name.value}.${field.name.value}`, {
        maxAge: Number(given.get('maxAge') ?? 0),
        noStore: given.get('noStore') === true,
      });
    }
  }
  return rules;
}

/**
 * The `Cache-Control` of a document's answers, by its strictest field. Never for caches that several people share: what
 * an answer holds depends on who asks.
 */
export function cacheControlOf(schema: GraphQLSchema, document: DocumentNode, rules: CacheRules): string {
  let maxAge = Number.POSITIVE_INFINITY;
  let noStore = false;
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(field) {
        const rule = rules.get(`${typeInfo.getParentType()?.name}.${field.name.value}`);
        const type = getNamedType(typeInfo.getType());
        if (rule) {
          maxAge = Math.min(maxAge, rule.maxAge);
          noStore ||= rule.noStore;
        } else if (!isLeafType(type)) maxAge = 0;
      },
    }),
  );
  if (noStore) return 'no-store';
  return Number.isFinite(maxAge) && maxAge > 0 ? `private, max-age=${maxAge}` : 'private, no-cache';
}
