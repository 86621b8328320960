import pg from 'pg';
import type { JsonWriter } from '../json-writer.ts';
import { columnParser } from './column-types.ts';

/** Writes a column as JSON; `bytes` from `start` to `end` are the text that PostgreSQL makes of it. */
export type WriteColumn = (out: JsonWriter, bytes: Buffer, start: number, end: number) => void;

/** How a column of the type is written: as `JSON.stringify` would write what `columnTypes` makes of it, most without making it. */
export function columnWriter(oid: number): WriteColumn {
  return writers.get(oid) ?? parsed(oid);
}

function parsed(oid: number): WriteColumn {
  const parse = columnParser(oid);
  return (out, bytes, start, end) => out.value(parse(bytes.toString('utf8', start, end)));
}

const { BOOL, INT2, INT4, INT8, TEXT, UUID, DATE, TIMESTAMPTZ } = pg.types.builtins;

const quote = 0x22;

const boolean: WriteColumn = (out, bytes, start) => out.value(bytes[start] === 0x74);

const asItIs: WriteColumn = (out, bytes, start, end) => out.bytes(bytes, start, end);

/** With fewer digits than this, a whole number is exact in JavaScript, too. */
const exactDigits = 16;

const large = parsed(INT8);
const whole: WriteColumn = (out, bytes, start, end) =>
  (end - start < exactDigits ? asItIs : large)(out, bytes, start, end);

const quoted: WriteColumn = (out, bytes, start, end) => {
  out.byte(quote);
  out.bytes(bytes, start, end);
  out.byte(quote);
};

const string: WriteColumn = (out, bytes, start, end) => out.string(bytes, start, end);

const dateLength = '2026-08-05'.length;
const secondsLength = '2026-08-05 07:30:00'.length;
const zoneLength = '+00'.length;

const otherMoment = parsed(TIMESTAMPTZ);
const timeSeparator = 0x54;
/** Behind a fraction of so many bytes, its dot among them. */
const momentEnds = ['.000Z"', '0Z"', '00Z"', '0Z"', 'Z"'].map((text) => Buffer.from(text));

/**
 * `2026-08-05 07:30:00.12+00` as `toISOString` writes it. So it looks on connections whose time zone is UTC, to the
 * millisecond or coarser; anything else is parsed.
 */
const moment: WriteColumn = (out, bytes, start, end) => {
  const fraction = end - start - secondsLength - zoneLength;
  const momentEnd = momentEnds[fraction];
  if (!momentEnd || !isPlain(bytes, start, end)) {
    otherMoment(out, bytes, start, end);
    return;
  }
  out.byte(quote);
  out.bytes(bytes, start, start + dateLength);
  out.byte(timeSeparator);
  out.bytes(bytes, start + dateLength + 1, end - zoneLength);
  out.bytes(momentEnd);
};

const [zero, minus, plus, space] = [0x30, 0x2d, 0x2b, 0x20];

/** In the years from 1000 to 9999, and in UTC. */
function isPlain(bytes: Buffer, start: number, end: number): boolean {
  return (
    bytes[start] !== zero &&
    bytes[start + 4] === minus &&
    bytes[start + dateLength] === space &&
    bytes[end - 3] === plus &&
    bytes[end - 2] === zero &&
    bytes[end - 1] === zero
  );
}

const writers: ReadonlyMap<number, WriteColumn> = new Map<number, WriteColumn>([
  [BOOL, boolean],
  [INT2, asItIs],
  [INT4, asItIs],
  [INT8, whole],
  [TEXT, string],
  [UUID, quoted],
  [DATE, quoted],
  [TIMESTAMPTZ, moment],
]);
