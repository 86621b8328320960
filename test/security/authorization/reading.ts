import type { Caller } from './accounts.ts';
import type { Door, Province } from './province.ts';

/** One way of reading rows of one kind by a key, for every caller the same question. */
export interface Reading {
  /** The root field or entity, as the SDL calls it; what else is read of it goes into `what`. */
  readonly way: string;
  readonly what?: string;
  readonly at: 'igate' | 'idesk';
  /** A root field asked with each key under an alias, or an entity asked by a reference for each. */
  readonly ask:
    | { readonly type: string; readonly field: (key: string) => string }
    | { readonly entity: string; readonly keyField: string; readonly select: string };
  /** Whether the answer's part for a key gives the row. */
  readonly gives: (part: unknown, row: ReadRow) => boolean;
}

export interface ReadRow {
  readonly key: string;
  /** For ways that find the row by something else than their key. */
  readonly id?: string;
  readonly fileId?: string;
}

export interface Asked {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** One request for all of the keys. */
export function questionFor({ ask }: Pick<Reading, 'ask'>, keys: readonly string[]): Asked {
  if ('entity' in ask) {
    return {
      query: `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on ${ask.entity} { ${ask.select} } } }`,
      variables: { keys: keys.map((key) => ({ __typename: ask.entity, [ask.keyField]: key })) },
    };
  }
  const declared = keys.map((_, index) => `$k${index}: ${ask.type}`).join(', ');
  const fields = keys.map((_, index) => `r${index}: ${ask.field(`$k${index}`)}`).join('\n');
  return {
    query: `query (${declared}) { ${fields} }`,
    variables: Object.fromEntries(keys.map((key, index) => [`k${index}`, key])),
  };
}

/** The answer's part for each key, in their order. */
export function partsOf({ ask }: Pick<Reading, 'ask'>, data: unknown, count: number): unknown[] {
  const fields = (data ?? {}) as Record<string, unknown>;
  const list = fields['_entities'] as unknown[] | undefined;
  return Array.from({ length: count }, (_, index) => ('entity' in ask ? list?.[index] : fields[`r${index}`]) ?? null);
}

/** The whole answer as it came over the wire, with the key that was asked for struck out. */
export async function rawAnswer(
  province: Province,
  door: Door,
  caller: Caller,
  reading: Pick<Reading, 'ask'>,
  key: string,
): Promise<string> {
  const token = province.tokenOf(caller);
  const response = await fetch(`${province.urls[door]}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-language': 'en',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(questionFor(reading, [key])),
  });
  const headers = [...response.headers].filter(([name]) => !['x-request-id', 'date'].includes(name));
  return JSON.stringify([response.status, headers, await response.text()]).replaceAll(key, 'KEY');
}

/** Reads a path out of an answer, null wherever it breaks off. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, step) => {
    if (typeof inner !== 'object' || inner === null) return null;
    return (inner as Record<string | number, unknown>)[step] ?? null;
  }, value);
}

export function ids(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.map((item) => String(at(item, 'id'))) : [];
}

/** Whether a connection holds exactly one item, and says so everywhere. */
export function holdsOne(connection: unknown, path: readonly string[], wanted: string): boolean {
  const edges = at(connection, 'edges');
  if (!Array.isArray(edges) || edges.length === 0) return false;
  const [edge] = edges;
  if (edges.length !== 1 || at(connection, 'totalCount') !== 1 || at(edge, 'node', ...path) !== wanted) {
    throw new Error(`the connection is ${JSON.stringify(connection)}`);
  }
  return true;
}
