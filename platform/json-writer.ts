import { takeBuffer } from './serving/reused-buffers.ts';

const startBytes = 1024 * 1024;
const mostKeptBytes = 8 * 1024 * 1024;

/** Up to here a loop copies sooner than a call does. */
const mostLooped = 48;

/** Of a UTF-16 code unit, in UTF-8. */
const mostBytesOfUnit = 3;

/** Encodes several times faster than `Buffer` does where a text goes beyond Latin-1, as Vietnamese does. */
const utf8 = new TextEncoder();

const quote = 0x22;
const backslash = 0x5c;
const leastUnescaped = 0x20;

const nullText = Buffer.from('null');
const trueText = Buffer.from('true');
const falseText = Buffer.from('false');

/** Writes JSON as bytes. What arrives as UTF-8, such as a column, becomes no text on its way. */
export class JsonWriter {
  #bytes = Buffer.allocUnsafeSlow(startBytes);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** JSON, or a piece of it. */
  text(json: string): void {
    const room = this.#roomFor(json.length * mostBytesOfUnit);
    this.#length += utf8.encodeInto(json, room.subarray(this.#length)).written;
  }

  /** JSON of a value. */
  value(value: unknown): void {
    if (value === null) this.bytes(nullText);
    else if (typeof value === 'boolean') this.bytes(value ? trueText : falseText);
    else this.text(JSON.stringify(value));
  }

  byte(byte: number): void {
    const room = this.#roomFor(1);
    room[this.#length++] = byte;
  }

  /** A piece of JSON. */
  bytes(from: Uint8Array, start = 0, end = from.length): void {
    const length = end - start;
    const room = this.#roomFor(length);
    if (length > mostLooped) room.set(from.subarray(start, end), this.#length);
    else for (let at = 0; at < length; at++) room[this.#length + at] = from[start + at] ?? 0;
    this.#length += length;
  }

  /** A string of these bytes, which are UTF-8. */
  string(from: Buffer, start: number, end: number): void {
    const room = this.#roomFor(end - start + 2);
    let to = this.#length;
    room[to++] = quote;
    for (let at = start; at < end; at++) {
      const byte = from[at] ?? 0;
      if (byte < leastUnescaped || byte === quote || byte === backslash) {
        this.text(JSON.stringify(from.toString('utf8', start, end)));
        return;
      }
      room[to++] = byte;
    }
    room[to++] = quote;
    this.#length = to;
  }

  /** Forgets what was written. */
  clear(): void {
    this.#length = 0;
    if (this.#bytes.length > mostKeptBytes) this.#bytes = Buffer.allocUnsafeSlow(startBytes);
  }

  /** A copy of what was written; see `reused-buffers.ts` for giving it back. */
  copy(): Buffer {
    const copy = takeBuffer(this.#length);
    this.#bytes.copy(copy, 0, 0, this.#length);
    return copy;
  }

  #roomFor(length: number): Buffer {
    const needed = this.#length + length;
    if (needed > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    return this.#bytes;
  }
}

/** Most answers fit in here, so only their copies are allocated, once it is known how long they are. */
const shared = new JsonWriter();

export type PrintJson = (out: JsonWriter) => void;

/** What `print` writes, all of it before it returns. */
export function jsonBytes(print: PrintJson): Buffer {
  shared.clear();
  print(shared);
  return shared.copy();
}
