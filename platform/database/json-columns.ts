import pg from 'pg';
import { momentText } from '../moment-text.ts';
import { columnTypes } from './column-types.ts';

type Write = (text: string) => string;

/** How columns arrive as JSON: each as `JSON.stringify` would write what `columnTypes` makes of it, most without making it. */
export const jsonColumns: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    writers.get(oid) ?? ((text: string) => JSON.stringify(columnTypes.getTypeParser(oid, format)(text))),
};

const { BOOL, INT2, INT4, TEXT, UUID, DATE, TIMESTAMPTZ } = pg.types.builtins;

const asItIs: Write = (text) => text;

const writers: ReadonlyMap<number, Write> = new Map<number, Write>([
  [BOOL, (text) => (text === 't' ? 'true' : 'false')],
  [INT2, asItIs],
  [INT4, asItIs],
  [TEXT, jsonText],
  [UUID, quoted],
  [DATE, quoted],
  [TIMESTAMPTZ, jsonMoment],
]);

/** What JSON writes in another way than it stands there. */
// oxlint-disable-next-line no-control-regex
const escaped = /["\\\u0000-\u001f]/;

export function jsonText(text: string): string {
  return escaped.test(text) ? JSON.stringify(text) : quoted(text);
}

function quoted(text: string): string {
  return `"${text}"`;
}

const parseMoment = columnTypes.getTypeParser(TIMESTAMPTZ, 'text');

/**
 * `2026-08-05 07:30:00.12+00` as `toISOString` writes it. So it looks on connections whose time zone is UTC, to the
 * millisecond or coarser; anything else is parsed.
 */
function jsonMoment(text: string): string {
  const fraction = text.length - '2026-08-05 07:30:00+00'.length;
  const isPlain =
    fraction >= 0 &&
    fraction <= 4 &&
    text.endsWith('+00') &&
    text[4] === '-' &&
    text[10] === ' ' &&
    !text.startsWith('0');
  if (!isPlain) return quoted(momentText(new Date(parseMoment(text))));
  const milliseconds = fraction === 0 ? '000' : text.slice(20, -3).padEnd(3, '0');
  return `"${text.slice(0, 10)}T${text.slice(11, 19)}.${milliseconds}Z"`;
}
