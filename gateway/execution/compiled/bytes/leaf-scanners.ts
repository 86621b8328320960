import { isEnumType, type GraphQLLeafType } from 'graphql';
import type { Cursor } from './cursor.ts';

/** Passes a value that is not null. */
export type ScanLeaf = (cursor: Cursor) => void;

const quote = 0x22;
const trueBytes = Buffer.from('true');
const falseBytes = Buffer.from('false');

export function leafScanner(type: GraphQLLeafType): ScanLeaf {
  if (isEnumType(type)) {
    const names = type.getValues().map(({ name }) => Buffer.from(`"${name}"`));
    return (cursor) => {
      for (const name of names) if (cursor.passes(name)) return;
      cursor.differs();
    };
  }
  switch (type.name) {
    case 'String':
      return string;
    case 'ID':
      return (cursor) => (cursor.bytes[cursor.at] === quote ? cursor.string() : cursor.integer());
    case 'Int':
      return (cursor) => cursor.integer();
    case 'Float':
      return (cursor) => cursor.number();
    case 'Boolean':
      return boolean;
    default:
      return (cursor) => anything(cursor);
  }
}

function string(cursor: Cursor): void {
  cursor.string();
}

function boolean(cursor: Cursor): void {
  cursor.expect(cursor.bytes[cursor.at] === 0x74 ? trueBytes : falseBytes);
}

/** Deeper values are left to the parser. */
const maxDepth = 32;

/** Passes any value. */
export function anything(cursor: Cursor, depth = 0): void {
  if (depth > maxDepth) cursor.differs();
  switch (cursor.bytes[cursor.at]) {
    case quote:
      return cursor.string();
    case 0x5b:
      return items(cursor, 0x5d, () => anything(cursor, depth + 1));
    case 0x7b:
      return items(cursor, 0x7d, () => {
        cursor.string();
        cursor.byte(0x3a);
        anything(cursor, depth + 1);
      });
    case 0x74:
    case 0x66:
      return boolean(cursor);
    case 0x6e:
      cursor.isNull();
      return;
    default:
      cursor.number();
  }
}

function items(cursor: Cursor, end: number, scan: () => void): void {
  cursor.at += 1;
  if (cursor.bytes[cursor.at] === end) {
    cursor.at += 1;
    return;
  }
  for (;;) {
    scan();
    if (cursor.bytes[cursor.at] !== 0x2c) break;
    cursor.at += 1;
  }
  cursor.byte(end);
}
