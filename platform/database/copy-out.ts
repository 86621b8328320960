import { Readable } from 'node:stream';
import type { CompiledQuery } from 'kysely';
import pg from 'pg';

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
    yield* client.query(new CopiedTexts(`copy (${withValues(query)}) to stdout (format binary)`));
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

/** A signature, flags, and the length of an extension, which is 0: with them begins the first message. */
const headerBytes = 11 + 4 + 4;
/** Before each row's value: the number of its values (1, or -1 after the last row), and the length of the value, -1 for null. */
const prefixBytes = 2 + 4;

/**
 * The values in what `copy … (format binary)` sends, a row in each message. They are copied once, out of what the connection
 * has received into what is handed on: memory that V8 does not see in its heap gathers, and each further copy would be as much
 * of it as there are rows. A reader that is slower than the database makes the connection wait.
 */
class CopiedTexts extends Readable implements pg.Submittable {
  readonly #statement: string;
  #connection: pg.Connection | undefined;
  #toSkip = headerBytes + prefixBytes;
  #chunk = Buffer.allocUnsafeSlow(chunkBytes);
  #filled = 0;

  constructor(statement: string) {
    super({ highWaterMark: chunkBytes });
    this.#statement = statement;
  }

  submit(connection: pg.Connection): void {
    this.#connection = connection;
    connection.query(this.#statement);
  }

  /** The bytes are the connection's, and here for the time of this call. */
  handleCopyData({ chunk: row }: { readonly chunk: Buffer }): void {
    let at = this.#toSkip;
    this.#toSkip = prefixBytes;
    while (at < row.length) {
      const copied = row.copy(this.#chunk, this.#filled, at);
      this.#filled += copied;
      at += copied;
      if (this.#filled === chunkBytes) this.#handOn();
    }
  }

  handleCommandComplete(): void {
    this.#handOn();
    this.push(null);
    // What the server says next is for the connection.
    this.#connection?.stream.resume();
  }

  handleReadyForQuery(): void {}

  handleError(error: Error): void {
    this.destroy(error);
  }

  override _read(): void {
    this.#connection?.stream.resume();
  }

  #handOn(): void {
    const wantsMore = this.push(this.#chunk.subarray(0, this.#filled));
    if (!wantsMore) this.#connection?.stream.pause();
    // The reader may keep the last one for a while.
    this.#chunk = Buffer.allocUnsafeSlow(chunkBytes);
    this.#filled = 0;
  }
}
