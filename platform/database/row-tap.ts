import { EventEmitter } from 'node:events';

/** A connection of `pg`, which reads its stream from when this is called: at once, or once TLS is spoken. */
interface ReadingConnection {
  attachListeners(stream: EventEmitter): void;
}

/** A message is a byte for its type, and four for its length without that byte. */
const headerBytes = 5;
const dataRow = 0x44;

/**
 * Takes rows out of what a connection receives, as the bytes they are, before `pg` makes a text of every value of them.
 * Everything else goes on to `pg`: signing in, what a statement's columns are, errors.
 *
 * @see https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export class RowTap {
  /** Where `DataRow` messages go; null while `pg` reads them itself. */
  #taken: Buffer[] | null = null;
  readonly #header = Buffer.alloc(headerBytes);
  /** Of the header of the message that has begun: not yet passed on, since it is not known yet whose it is. */
  #headerLength = 0;
  /** Of that message, what has not arrived yet. */
  #missing = 0;
  #isTaken = false;
  readonly #toPg = new EventEmitter();

  /** @throws Error for a connection of a `pg` that reads in another way than this was written for. */
  constructor(connection: object) {
    if (!isReading(connection)) throw new Error('pg’s connection reads its stream in another way than is known here');
    const attachListeners = connection.attachListeners.bind(connection);
    connection.attachListeners = (stream) => {
      attachListeners(this.#toPg);
      stream.on('data', (chunk: Buffer) => this.#receive(chunk));
      stream.on('end', () => this.#toPg.emit('end'));
    };
  }

  /** From now on, rows are taken. Nothing may be under way on the connection but what is asked for now. */
  open(): void {
    this.#taken = [];
  }

  /** Gives `DataRow` messages that were taken, one behind the other. */
  close(): Buffer {
    const taken = this.#taken ?? [];
    this.#taken = null;
    const [first] = taken;
    return first && taken.length === 1 ? first : Buffer.concat(taken);
  }

  #receive(chunk: Buffer): void {
    let at = 0;
    /** From here to `at` it is known where the bytes belong, and they are not there yet. */
    let from = 0;
    while (at < chunk.length) {
      if (this.#missing > 0) {
        const end = Math.min(at + this.#missing, chunk.length);
        this.#missing -= end - at;
        at = end;
        continue;
      }
      if (this.#headerLength === 0 && chunk.length - at >= headerBytes) {
        const isTaken = this.#isRow(chunk[at]);
        if (isTaken !== this.#isTaken) {
          this.#deliver(chunk, from, at);
          from = at;
          this.#isTaken = isTaken;
        }
        this.#missing = chunk.readInt32BE(at + 1) - 4;
        at += headerBytes;
        continue;
      }
      // A header in two chunks.
      this.#deliver(chunk, from, at);
      at = this.#gatherHeader(chunk, at);
      from = at;
    }
    this.#deliver(chunk, from, at);
  }

  /** Gives the place behind what the header needs. */
  #gatherHeader(chunk: Buffer, at: number): number {
    const end = Math.min(at + headerBytes - this.#headerLength, chunk.length);
    chunk.copy(this.#header, this.#headerLength, at, end);
    this.#headerLength += end - at;
    if (this.#headerLength < headerBytes) return end;
    this.#headerLength = 0;
    this.#isTaken = this.#isRow(this.#header[0]);
    this.#missing = this.#header.readInt32BE(1) - 4;
    this.#deliver(Buffer.from(this.#header), 0, headerBytes);
    return end;
  }

  #isRow(type: number | undefined): boolean {
    return type === dataRow && this.#taken !== null;
  }

  #deliver(chunk: Buffer, from: number, to: number): void {
    if (from === to) return;
    const part = from === 0 && to === chunk.length ? chunk : chunk.subarray(from, to);
    if (this.#isTaken) this.#taken?.push(part);
    else this.#toPg.emit('data', part);
  }
}

function isReading(connection: object): connection is ReadingConnection {
  return 'attachListeners' in connection && typeof connection.attachListeners === 'function';
}
