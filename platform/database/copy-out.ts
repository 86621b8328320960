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

const headerBytes = 11 + 4 + 4;
const noMoreRows = -1;

/**
 * The values in what `copy … (format binary)` sends: a header (a signature, flags, and the length of an extension, which is 0),
 * then for each row the number of its values (1, or -1 after the last row), and the length and bytes of each; -1 for null.
 */
async function* textsOf(sent: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const texts = new Chunks();
  let unread: Buffer = Buffer.alloc(0);
  let isInRows = false;
  for await (const part of sent) {
    unread = unread.length === 0 ? part : Buffer.concat([unread, part]);
    if (!isInRows && unread.length < headerBytes) continue;
    let at = isInRows ? 0 : headerBytes;
    isInRows = true;
    while (at + 6 <= unread.length && unread.readInt16BE(at) !== noMoreRows) {
      const end = at + 6 + Math.max(unread.readInt32BE(at + 2), 0);
      if (end > unread.length) break;
      texts.add(unread.subarray(at + 6, end));
      at = end;
    }
    unread = unread.subarray(at);
    yield* texts.full();
  }
  yield* texts.rest();
}

/** Many short texts in few buffers. */
class Chunks {
  #full: Buffer[] = [];
  #chunk = Buffer.allocUnsafeSlow(chunkBytes);
  #filled = 0;

  add(text: Buffer): void {
    if (this.#filled + text.length > this.#chunk.length) {
      this.#full.push(...this.rest());
      // Whoever gets the last one may be writing it for a while.
      this.#chunk = Buffer.allocUnsafeSlow(Math.max(chunkBytes, text.length));
      this.#filled = 0;
    }
    this.#filled += text.copy(this.#chunk, this.#filled);
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
