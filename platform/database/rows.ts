import pg from 'pg';
import type { JsonWriter } from '../json-writer.ts';
import { columnParser } from './column-types.ts';
import { columnWriter, type WriteColumn } from './json-columns.ts';

/** Of a message of PostgreSQL's: its type, and its length without that. */
const headerBytes = 5;
const lengthBytes = 4;
const columnCountBytes = 2;

/** Rows of a statement, as the bytes that PostgreSQL sent: each value is made of them when somebody asks for it. */
export class Rows {
  readonly count: number;
  readonly #bytes: Buffer;
  readonly #columns: number;
  /** Where the text of each column of each row starts and ends; -1 for null. */
  readonly #places: Int32Array;
  readonly #types: readonly number[];
  readonly #writers: readonly WriteColumn[];

  /**
   * @param messages `DataRow`, one behind the other.
   * @param types of the columns, by their OID.
   */
  constructor(messages: Buffer, types: readonly number[]) {
    this.#bytes = messages;
    this.#types = types;
    this.#writers = types.map(columnWriter);
    this.#columns = types.length;
    this.count = countMessages(messages);
    this.#places = new Int32Array(this.count * this.#columns * 2);
    this.#findPlaces();
  }

  /** Rows of one column, which holds these texts. */
  static ofTexts(texts: readonly string[]): Rows {
    return new Rows(Buffer.concat(texts.map(rowOfText)), [pg.types.builtins.TEXT]);
  }

  isNull(row: number, column: number): boolean {
    return this.#start(row, column) < 0;
  }

  /** As PostgreSQL writes it. */
  text(row: number, column: number): string | null {
    const start = this.#start(row, column);
    return start < 0 ? null : this.#bytes.toString('utf8', start, this.#end(row, column));
  }

  /** As `columnTypes` makes it. */
  value(row: number, column: number): unknown {
    const text = this.text(row, column);
    return text === null ? null : columnParser(this.#types[column] ?? 0)(text);
  }

  /** As JSON. */
  write(out: JsonWriter, row: number, column: number): void {
    const start = this.#start(row, column);
    if (start < 0) out.value(null);
    else this.#writers[column]?.(out, this.#bytes, start, this.#end(row, column));
  }

  /** Whether a column's text is this one, in UTF-8. */
  is(row: number, column: number, text: Buffer): boolean {
    const start = this.#start(row, column);
    return start >= 0 && this.#holds(start, this.#end(row, column), text, 0, text.length);
  }

  /** Whether two rows have the same text in a column. */
  areAlike(one: number, other: number, column: number): boolean {
    const [start, end] = [this.#start(one, column), this.#end(one, column)];
    return this.#holds(start, end, this.#bytes, this.#start(other, column), this.#end(other, column));
  }

  #holds(start: number, end: number, others: Buffer, otherStart: number, otherEnd: number): boolean {
    if (end - start !== otherEnd - otherStart) return false;
    for (let at = start, other = otherStart; at < end; at++, other++) {
      if (this.#bytes[at] !== others[other]) return false;
    }
    return true;
  }

  #start(row: number, column: number): number {
    return this.#places[(row * this.#columns + column) * 2] ?? -1;
  }

  #end(row: number, column: number): number {
    return this.#places[(row * this.#columns + column) * 2 + 1] ?? -1;
  }

  #findPlaces(): void {
    const bytes = this.#bytes;
    let [at, place] = [0, 0];
    for (let row = 0; row < this.count; row++) {
      at += headerBytes + columnCountBytes;
      for (let column = 0; column < this.#columns; column++) {
        const length = bytes.readInt32BE(at);
        at += lengthBytes;
        this.#places[place++] = length < 0 ? -1 : at;
        if (length > 0) at += length;
        this.#places[place++] = length < 0 ? -1 : at;
      }
    }
  }
}

function countMessages(messages: Buffer): number {
  let count = 0;
  for (let at = 0; at < messages.length; at += 1 + messages.readInt32BE(at + 1)) count++;
  return count;
}

function rowOfText(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const message = Buffer.allocUnsafe(headerBytes + columnCountBytes + lengthBytes + length);
  message.write('D');
  let at = message.writeInt32BE(message.length - 1, 1);
  at = message.writeInt16BE(1, at);
  at = message.writeInt32BE(length, at);
  message.write(text, at);
  return message;
}
