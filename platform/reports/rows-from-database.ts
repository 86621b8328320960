import { sql, type Kysely, type RawBuilder } from 'kysely';
import type pg from 'pg';
import { copyOut } from '../database/copy-out.ts';
import type { ExportedTable, RowFormat } from './exported-table.ts';
import { momentStyle } from './xlsx.ts';

/** A column of a query: an expression, and what it is. Null is an empty cell. */
export type QueryColumn =
  /** Whatever people may have written. */
  | { readonly text: RawBuilder<unknown> }
  /** `timestamptz`. */
  | { readonly moment: RawBuilder<unknown> };

interface Query<Schema> {
  readonly db: Kysely<Schema>;
  readonly pool: pg.Pool;
  readonly columns: readonly QueryColumn[];
  /** From `from` on. */
  readonly rest: RawBuilder<unknown>;
}

/**
 * Rows of a query, however many: PostgreSQL writes them as `csvRow` and `xlsxRow` do (a test compares them), and their bytes go
 * through. Made here, one by one, they would be gigabytes of garbage.
 */
export function rowsFromDatabase<Schema>({ db, pool, columns, rest }: Query<Schema>): ExportedTable['rows'] {
  return (format: RowFormat) => {
    const row = format === 'csv' ? csvRow(columns) : xlsxRow(columns);
    return copyOut({ pool }, sql`select ${row} ${rest}`.compile(db));
  };
}

function csvRow(columns: readonly QueryColumn[]): RawBuilder<unknown> {
  const fields = columns.map((column) =>
    'text' in column
      ? csvField(column.text)
      : sql`to_char(${column.moment} at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI')`,
  );
  return sql`concat(${sql.join(fields, sql`, ',', `)}, e'\r\n')`;
}

function csvField(text: RawBuilder<unknown>): RawBuilder<unknown> {
  const harmless = sql`case when ascii(${text}) in (${sql.join(formulaBegins.map((code) => sql.lit(code)))})
    then '''' || ${text} else ${text} end`;
  return sql`case when ${text} ~ '[",\r\n]' then '"' || replace(${harmless}, '"', '""') || '"' else ${harmless} end`;
}

/** What a spreadsheet takes for the beginning of a formula. */
const formulaBegins = ['=', '+', '-', '@', '\t', '\r'].map((character) => character.charCodeAt(0));

function xlsxRow(columns: readonly QueryColumn[]): RawBuilder<unknown> {
  const cells = columns.map((column) => ('text' in column ? textCell(column.text) : momentCell(column.moment)));
  return sql`concat('<row>', ${sql.join(cells)}, '</row>')`;
}

function textCell(text: RawBuilder<unknown>): RawBuilder<unknown> {
  const cleaned = sql`translate(${text}, ${sql.lit(notInXml)}, '')`;
  const escaped = sql`replace(replace(replace(${cleaned}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')`;
  // Hardly any text needs it, and looking is many times faster than doing.
  const safe = sql`case when ${text} ~ ${sql.lit(`[&<>${notInXml}]`)} then ${escaped} else ${text} end`;
  return sql`case when ${text} is null then '<c/>'
    else '<c t="inlineStr"><is><t xml:space="preserve">' || ${safe} || '</t></is></c>' end`;
}

/** In the same arithmetic as JavaScript's, so that the same moment is the same number. */
function momentCell(moment: RawBuilder<unknown>): RawBuilder<unknown> {
  const days = sql`((extract(epoch from ${moment}) * 1000)::float8 + 25200000 + 2209161600000) / 86400000`;
  return sql`case when ${moment} is null then '<c/>'
    else '<c s="${sql.raw(String(momentStyle))}"><v>' || ${days} || '</v></c>' end`;
}

const codes = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Characters that XML cannot hold, of those that PostgreSQL can, and control characters. */
const notInXml = String.fromCharCode(
  ...codes(0x01, 0x08),
  ...codes(0x0b, 0x0c),
  ...codes(0x0e, 0x1f),
  ...codes(0x7f, 0x9f),
  0xfffe,
  0xffff,
);
