import { sql } from 'kysely';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOut } from '../../platform/database/copy-out.ts';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { createLogger } from '../../platform/logging.ts';
import { csvOf } from '../../platform/reports/csv.ts';
import type { Cell, ExportedTable } from '../../platform/reports/exported-table.ts';
import { rowsFromDatabase } from '../../platform/reports/rows-from-database.ts';
import { rowsFromHere } from '../../platform/reports/rows-from-here.ts';
import { xlsxOf } from '../../platform/reports/xlsx.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let place: TestDatabase;
let database: Database<unknown>;
beforeAll(async () => {
  place = await createTestDatabase();
  database = openDatabase({
    url: place.url,
    name: 'rows',
    poolSize: 2,
    logger: createLogger('test', { level: 'silent' }),
  });
});
afterAll(async () => {
  await database?.close();
  await place?.drop();
});

const texts: readonly (string | null)[] = [
  null,
  '',
  'Sở Thông tin và Truyền thông',
  'a, b',
  'nói "được"',
  '=HYPERLINK("http://x")',
  '+1',
  '-1',
  '@a',
  '\tb',
  '\rc',
  'hai\r\ndòng\nba',
  `a 'b' \\ $1 $2 {c}`,
  'R&D <b>&amp;</b>',
  'điều\u0001khiển\u0007 \u007f\u009f\uffff!',
  '𠀀 😀',
  'x'.repeat(200_000),
];
const moments = [
  null,
  '2026-11-23T02:00:00.000Z',
  '2025-12-31T17:00:00.000Z',
  '2024-02-29T16:59:59.999Z',
  '1999-01-01T00:00:00Z',
];
const rows: readonly (readonly Cell[])[] = texts.flatMap((text, at) => {
  const moment = moments[at % moments.length] ?? null;
  return [[text, moment === null ? null : new Date(moment), String(at)]];
});

/** The same rows, out of the database. */
function selected(): ExportedTable['rows'] {
  const values = rows.map(([text, moment, place_]) => sql`(${text}::text, ${moment}::timestamptz, ${place_}::text)`);
  return rowsFromDatabase({
    db: database.kysely,
    pool: database.pool,
    columns: [{ text: sql.ref('one') }, { moment: sql.ref('two') }, { text: sql.ref('three') }],
    rest: sql`from (values ${sql.join(values)}) as rows (one, two, three) order by three::integer`,
  });
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

const columns = ['Một', 'Hai', 'Ba'];
const name = 'bảng';

describe('rows that the database writes', () => {
  it('are those that would have been written here, in CSV', async () => {
    const [here, there] = await Promise.all(
      [rowsFromHere(rows), selected()].map((written) => bytesOf(csvOf({ name, columns, rows: written }))),
    );
    expect(there?.toString()).toBe(here?.toString());
    expect(here?.length).toBeGreaterThan(200_000);
  });

  it('are those that would have been written here, in a workbook', async () => {
    const [here, there] = await Promise.all(
      [rowsFromHere(rows), selected()].map((written) => bytesOf(xlsxOf({ name, columns, rows: written }))),
    );
    const sheetOf = (workbook: Buffer | undefined) =>
      Buffer.from(unzipSync(workbook ?? Buffer.alloc(0))['xl/worksheets/sheet1.xml'] ?? []).toString();
    expect(sheetOf(there)).toBe(sheetOf(here));
    expect(sheetOf(here).match(/<row>/g)).toHaveLength(rows.length + 1);
  });
});

describe('a query that is read as bytes', () => {
  const numbers = (count: number) =>
    sql`select n || e'\\n' from generate_series(1, ${count}::integer) as n`.compile(database.kysely);

  it('tells every row, in order', async () => {
    const text = (await bytesOf(copyOut(database, numbers(100_000)))).toString();
    expect(text).toBe(Array.from({ length: 100_000 }, (_, index) => `${index + 1}\n`).join(''));
    expect(await bytesOf(copyOut(database, numbers(0)))).toHaveLength(0);
  });

  it('leaves its values as values, whatever is in them', async () => {
    const hostile = `'); drop table a; -- $1 \\' "`;
    const query = sql`select (${hostile}::text = any(${[hostile, '{},"']}::text[])) || ' ' || ${hostile}::text`;
    expect((await bytesOf(copyOut(database, query.compile(database.kysely)))).toString()).toBe(`true ${hostile}`);
    await expect(bytesOf(copyOut(database, sql`select ${'a\0b'}::text`.compile(database.kysely)))).rejects.toThrow(
      'NUL',
    );
  });

  it('lets go of the database where the reader leaves', async () => {
    for await (const chunk of copyOut(database, numbers(3_000_000))) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    const copying = async () =>
      (
        await database.pool.query<{ count: number }>(
          `select count(*)::integer as count from pg_stat_activity
            where datname = current_database() and query like 'copy %' and state = 'active'`,
        )
      ).rows[0]?.count;
    await expect.poll(copying, { timeout: 10_000 }).toBe(0);
  });

  it('fails where it fails', async () => {
    const query = sql`select (1 / (3 - n))::text from generate_series(1, 5) as n`.compile(database.kysely);
    await expect(bytesOf(copyOut(database, query))).rejects.toThrow('division by zero');
    expect((await bytesOf(copyOut(database, numbers(1)))).toString()).toBe('1\n');
  });
});
