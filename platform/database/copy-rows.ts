import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Large enough to keep the network busy, small enough to keep memory flat however many rows there are. */
const chunkCharacters = 64 * 1024;

/**
 * Writes many rows at once, all or none of them, in constant memory; some ten times faster than inserts.
 *
 * Values: null and undefined are null; arrays become PostgreSQL arrays; other objects become JSON. An array for a
 * `jsonb` column must be given as JSON text.
 *
 * @returns the number of rows written
 */
export async function copyRows(
  database: { readonly pool: pg.Pool },
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly unknown[]> | AsyncIterable<readonly unknown[]>,
): Promise<number> {
  const target = table.split('.').map(pg.escapeIdentifier).join('.');
  const client = await database.pool.connect();
  let failed = true;
  try {
    await client.query('set statement_timeout = 0');
    const copy = client.query(copyFrom(`copy ${target} (${columns.map(pg.escapeIdentifier).join(', ')}) from stdin`));
    await pipeline(Readable.from(chunks(rows, columns.length)), copy);
    await client.query('reset statement_timeout');
    failed = false;
    return copy.rowCount;
  } finally {
    client.release(failed);
  }
}

async function* chunks(
  rows: Iterable<readonly unknown[]> | AsyncIterable<readonly unknown[]>,
  width: number,
): AsyncGenerator<string> {
  let chunk = '';
  for await (const row of rows) {
    if (row.length !== width) throw new RangeError(`a row has ${row.length} values for ${width} columns`);
    chunk += `${row.map(field).join('\t')}\n`;
    if (chunk.length >= chunkCharacters) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}

function field(value: unknown): string {
  return value === null || value === undefined ? String.raw`\N` : escapeField(textOf(value));
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeField(text: string): string {
  return text.replace(/[\\\n\r\t]/gu, (character) => escapes[character] ?? character);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  if (Array.isArray(value)) return `{${value.map(arrayElement).join(',')}}`;
  if (typeof value === 'object') return JSON.stringify(value);
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  throw new TypeError(`a ${typeof value} cannot be stored`);
}

function arrayElement(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (Array.isArray(value)) return textOf(value);
  return `"${textOf(value).replace(/["\\]/gu, String.raw`\$&`)}"`;
}
