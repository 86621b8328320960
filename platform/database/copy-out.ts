import type { CompiledQuery } from 'kysely';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';

/** Large enough to keep the network busy, small enough to keep memory flat however many rows there are. */
const chunkBytes = 64 * 1024;

/**
 * The texts of a query's one column, as UTF-8 and one after the other. The rows go through as bytes, and become no objects
 * here: what PostgreSQL has put together costs this process next to nothing, however many rows there are.
 *
 * Holds a connection until the caller has read to the end or left its loop; PostgreSQL then stops, too.
 */
export async function* copyOut(database: { readonly pool: pg.Pool }, query: CompiledQuery): AsyncGenerator<Buffer> {
  const client = await database.pool.connect();
  let failed = true;
  try {
    await client.query('set statement_timeout = 0');
    const rows = client.query(copyTo(`copy (${withValues(query)}) to stdout (format binary)`));
    yield* textsOf(rows);
    await client.query('reset statement_timeout');
    failed = false;
  } finally {
    client.release(failed);
  }
}

/** `copy` takes no parameters: their values stand in the statement, as literals. */
function withValues({ sql, parameters }: CompiledQuery): string {
  return sql.replace(/\$(\d+)/g, (_, number: string) => literal(parameters[Number(number) - 1]));
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return quoted(String(value));
  if (value instanceof Date) return quoted(value.toISOString());
  if (Array.isArray(value)) return quoted(`{${value.map(element).join(',')}}`);
  throw new TypeError(`a ${typeof value} cannot stand in a statement`);
}

function element(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('only lists of texts can stand in a statement');
  return `"${value.replace(/["\\]/g, String.raw`\$&`)}"`;
}

function quoted(text: string): string {
  // The statement would end here.
  if (text.includes('\0')) throw new TypeError('a text with NUL cannot stand in a statement');
  return pg.escapeLiteral(text);
}

/** A signature, flags, and the length of an extension, which is 0. */
const headerBytes = 11 + 4 + 4;
/** Before each row's value: the number of its values (1, or -1 after the last row), and the length of the value, -1 for null. */
const prefixBytes = 2 + 4;

/**
 * The values in what `copy … (format binary)` sends. Copied once, straight into what is handed on: every other copy would be
 * as much garbage as there are rows.
 */
async function* textsOf(sent: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const texts = new Chunks();
  const prefix = Buffer.alloc(prefixBytes);
  let prefixed = 0;
  let toSkip = headerBytes;
  let toCopy = 0;
  for await (const part of sent) {
    let at = Math.min(toSkip, part.length);
    toSkip -= at;
    while (at < part.length) {
      if (toCopy > 0) {
        const taken = texts.add(part, at, Math.min(toCopy, part.length - at));
        toCopy -= taken;
        at += taken;
        continue;
      }
      const read = part.copy(prefix, prefixed, at, at + prefixBytes - prefixed);
      prefixed += read;
      at += read;
      // The two bytes after the last row never become a prefix.
      if (prefixed < prefixBytes) continue;
      prefixed = 0;
      toCopy = Math.max(prefix.readInt32BE(2), 0);
    }
    yield* texts.full();
  }
  yield* texts.rest();
}

/** Many short texts in few buffers. */
class Chunks {
  #full: Buffer[] = [];
  #chunk = Buffer.allocUnsafeSlow(chunkBytes);
  #filled = 0;

  add(source: Buffer, from: number, length: number): number {
    if (this.#filled === chunkBytes) {
      this.#full.push(this.#chunk);
      // Whoever gets the last one may be writing it for a while.
      this.#chunk = Buffer.allocUnsafeSlow(chunkBytes);
      this.#filled = 0;
    }
    const copied = source.copy(this.#chunk, this.#filled, from, from + length);
    this.#filled += copied;
    return copied;
  }

  full(): readonly Buffer[] {
    const full = this.#full;
    this.#full = [];
    return full;
  }

  rest(): readonly Buffer[] {
    return this.#filled > 0 ? [this.#chunk.subarray(0, this.#filled)] : [];
  }
}
