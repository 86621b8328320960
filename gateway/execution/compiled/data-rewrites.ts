import type { FetchDataRewrite } from '@apollo/query-planner';
import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

type Rewrite = (value: unknown) => void;

const fragmentPrefix = '... on ';

/**
 * Compiles what a plan wants changed in a representation or an answer: a type's name where a subgraph knows it by its
 * interface, an alias that only the fetch needed.
 */
export function compileRewrites(schema: GraphQLSchema, rewrites: readonly FetchDataRewrite[] | undefined): Rewrite {
  const all = (rewrites ?? []).map((rewrite) => compileRewrite(schema, rewrite));
  return (value) => {
    for (const apply of all) apply(value);
  };
}

function compileRewrite(schema: GraphQLSchema, rewrite: FetchDataRewrite): Rewrite {
  const parents = rewrite.path.slice(0, -1);
  const name = rewrite.path.at(-1);
  if (name === undefined) return () => {};
  const change = (fields: object) => {
    if (rewrite.kind === 'ValueSetter') Reflect.set(fields, name, rewrite.setValueTo);
    else if (Object.hasOwn(fields, name) && Reflect.get(fields, name)) {
      Reflect.set(fields, rewrite.renameKeyTo, Reflect.get(fields, name));
      Reflect.deleteProperty(fields, name);
    }
  };
  return (value) => eachAt(schema, parents, value, change);
}

function eachAt(
  schema: GraphQLSchema,
  path: readonly string[],
  value: unknown,
  change: (fields: object) => void,
): void {
  if (Array.isArray(value)) {
    for (const item of value) eachAt(schema, path, item, change);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const [first, ...rest] = path;
  if (first === undefined) change(value);
  else if (!first.startsWith(fragmentPrefix)) {
    if (Object.hasOwn(value, first)) eachAt(schema, rest, Reflect.get(value, first), change);
  } else if (mayBe(schema, value, first.slice(fragmentPrefix.length))) eachAt(schema, rest, value, change);
}

/** An object without a type's name may be anything. */
function mayBe(schema: GraphQLSchema, value: object, condition: string): boolean {
  const name: unknown = Reflect.get(value, '__typename');
  if (typeof name !== 'string' || name === '' || name === condition) return true;
  const type = schema.getType(name);
  const abstract = schema.getType(condition);
  return isAbstractType(abstract) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(abstract, type);
}
