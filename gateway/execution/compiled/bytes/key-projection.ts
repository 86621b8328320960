import { anything } from './leaf-scanners.ts';
import { Cursor } from './cursor.ts';
import type { RequiredField } from './join-sites.ts';

/** Reads a value that has been passed already. `json` has one character a byte. */
export type Project = (bytes: Buffer, start: number) => { readonly json: string; readonly end: number };

/**
 * Compiles what a representation takes of a value that is an object or a list of objects: the fields that the other
 * subgraph requires, in the order in which it names them, and nothing else that the client happened to select there.
 */
export function compileProjection(required: readonly RequiredField[]): Project {
  const read = compileRead(required);
  return (bytes, start) => {
    const cursor = new Cursor(bytes);
    cursor.at = start;
    const json = read(cursor);
    return { json, end: cursor.at };
  };
}

type Read = (cursor: Cursor) => string;

function compileRead(required: readonly RequiredField[]): Read {
  const fields = required.map(({ name, nested }) => ({
    key: Buffer.from(`${JSON.stringify(name)}:`),
    label: `${JSON.stringify(name)}:`,
    read: nested ? compileRead(nested) : readWhole,
  }));

  function readObject(cursor: Cursor): string {
    const texts: string[] = [];
    cursor.byte(0x7b);
    for (;;) {
      const index = fields.findIndex(({ key }) => cursor.passes(key));
      const field = fields[index];
      if (field) texts[index] = field.label + field.read(cursor);
      else {
        cursor.string();
        cursor.byte(0x3a);
        anything(cursor);
      }
      if (cursor.bytes[cursor.at] !== 0x2c) break;
      cursor.at += 1;
    }
    cursor.byte(0x7d);
    for (const index of fields.keys()) if (texts[index] === undefined) cursor.differs();
    return `{${texts.join(',')}}`;
  }

  function readList(cursor: Cursor): string {
    const items: string[] = [];
    cursor.byte(0x5b);
    if (cursor.passes(listEnd)) return '[]';
    for (;;) {
      items.push(read(cursor));
      if (cursor.bytes[cursor.at] !== 0x2c) break;
      cursor.at += 1;
    }
    cursor.byte(0x5d);
    return `[${items.join(',')}]`;
  }

  function read(cursor: Cursor): string {
    if (cursor.isNull()) return 'null';
    return cursor.bytes[cursor.at] === 0x5b ? readList(cursor) : readObject(cursor);
  }
  return read;
}

const listEnd = Buffer.from(']');

function readWhole(cursor: Cursor): string {
  const start = cursor.at;
  anything(cursor);
  return cursor.bytes.toString('latin1', start, cursor.at);
}
