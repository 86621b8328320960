import pg from 'pg';

type Parse = (text: string) => unknown;

/**
 * How columns arrive: `timestamptz` as Date, `date` and `timestamp` as the text they are (a Date would move them into
 * the process's time zone), `bigint` and `numeric` as numbers.
 */
const parsers: ReadonlyMap<number, Parse> = new Map<number, Parse>([
  [1184, moment],
  [20, exactNumber],
  [1700, exactNumber],
  [1082, String],
  [1114, String],
  [1016, elements(exactNumber)],
  [1231, elements(exactNumber)],
  [1182, elements(String)],
  [1115, elements(String)],
]);

export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    (format === 'binary' ? undefined : parsers.get(oid)) ?? pg.types.getTypeParser(oid, format),
};

const ofPg: (oid: number, format: 'text') => Parse = pg.types.getTypeParser;

/** What makes a column of it of PostgreSQL's text. */
export function columnParser(oid: number): Parse {
  return parsers.get(oid) ?? ofPg(oid, 'text');
}

const zero = 0x30;
const [space, plus, minus, dot] = [0x20, 0x2b, 0x2d, 0x2e];

/**
 * `2026-08-05 07:30:00.123+00`, as almost all of them look: pages hold thousands, and `pg`'s own way, which goes by a
 * regular expression, takes several times as long. Anything else is left to it: years before 1000 or after 9999,
 * infinity, offsets with minutes.
 */
function moment(text: string): unknown {
  const sign = text.length - 3;
  const offsetSign = text.charCodeAt(sign);
  const isPlain =
    text.charCodeAt(0) !== zero &&
    text.charCodeAt(4) === minus &&
    text.charCodeAt(10) === space &&
    (offsetSign === plus || offsetSign === minus) &&
    (sign === 19 || (text.charCodeAt(19) === dot && sign <= 26));
  if (!isPlain) return otherMoment(text);
  const offsetHours = twoDigits(text, sign + 1) * (offsetSign === plus ? 1 : -1);
  return new Date(
    Date.UTC(
      twoDigits(text, 0) * 100 + twoDigits(text, 2),
      twoDigits(text, 5) - 1,
      twoDigits(text, 8),
      twoDigits(text, 11) - offsetHours,
      twoDigits(text, 14),
      twoDigits(text, 17),
      milliseconds(text, 20, sign),
    ),
  );
}

const otherMoment = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ, 'text');

/** Of a fraction of a second with any number of digits; finer ones than a Date holds are cut off. */
function milliseconds(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from, worth = 100; at < to && worth >= 1; at++, worth /= 10)
    value += (text.charCodeAt(at) - zero) * worth;
  return value;
}

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero;
}

/** @throws where JavaScript would round a whole number */
function exactNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new RangeError('A whole number from the database is too large to be exact.');
  }
  return value;
}

/** Arrays of values that hold no comma, brace or quotation mark: with brackets for braces they read as JSON. */
function elements(parse: Parse): Parse {
  return (text) => {
    const json = text
      .replace(/"?([^{},"]+)"?/gu, (_match, element: string) => (element === 'NULL' ? 'null' : JSON.stringify(element)))
      .replaceAll('{', '[')
      .replaceAll('}', ']');
    return JSON.parse(json, (_key, value: unknown) => (typeof value === 'string' ? parse(value) : value));
  };
}
