import pg from 'pg';

type Parse = (text: string) => unknown;

/**
 * How columns arrive: `timestamptz` as Date, `date` and `timestamp` as the text they are (a Date would move them into
 * the process's time zone), `bigint` and `numeric` as numbers.
 */
const parsers: ReadonlyMap<number, Parse> = new Map<number, Parse>([
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
