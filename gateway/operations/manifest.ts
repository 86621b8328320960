/** The operations of a manifest: their texts by the ids under which clients ask for them. */
export type Manifest = ReadonlyMap<string, string>;

/**
 * Reads a manifest: `apollo-persisted-query-manifest` as Apollo's tools write it, or a plain object of texts by id as
 * Relay, urql and GraphQL Code Generator do.
 *
 * @throws Error whose message says what is wrong with it.
 */
export function readManifest(json: string): Manifest {
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch {
    throw new Error('it is not JSON');
  }
  if (!isRecord(content)) throw new Error('it is not a JSON object');
  const entries = content['format'] === undefined ? Object.entries(content) : ofApolloManifest(content);
  const operations = new Map<string, string>();
  for (const [id, body] of entries) {
    if (typeof body !== 'string') throw new Error(`the operation with the id “${id}” has no text`);
    const other = operations.get(id);
    if (other !== undefined && other !== body) throw new Error(`two operations have the id “${id}”`);
    operations.set(id, body);
  }
  if (operations.size === 0) throw new Error('it lists no operation');
  return operations;
}

function ofApolloManifest(content: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  const { format, version, operations } = content;
  if (format !== 'apollo-persisted-query-manifest' || version !== 1) {
    throw new Error('its format is not “apollo-persisted-query-manifest”, version 1');
  }
  if (!Array.isArray(operations)) throw new Error('its “operations” are not a list');
  return operations.map((operation: unknown, index) => {
    if (!isRecord(operation) || typeof operation['id'] !== 'string') {
      throw new Error(`operation ${index + 1} of its list has no id`);
    }
    return [operation['id'], operation['body']] as const;
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
