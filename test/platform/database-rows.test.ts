import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { copyOut } from '../../platform/database/copy-out.ts';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import type { Rows } from '../../platform/database/rows.ts';
import { jsonBytes } from '../../platform/json-writer.ts';
import { createLogger } from '../../platform/logging.ts';
import { eventually } from '../support/embedded-postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const logger = createLogger('test', { level: 'silent' });
let testDatabase: TestDatabase;
/** With one connection, which every test meets. */
let database: Database<object>;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url, name: 'rows', poolSize: 1, logger });
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

function read(statement: string, ...parameters: readonly unknown[]): Promise<Rows> {
  return database.readRows({ sql: statement, parameters });
}

function jsonOf(rows: Rows, row: number, column: number): string {
  return jsonBytes((out) => rows.write(out, row, column)).toString();
}

it('arrive as what PostgreSQL sent of them', async () => {
  const rows = await read(`select * from (values (1, 'một', null), (2, '', true)) as v order by 1`);
  expect(rows.count).toBe(2);
  expect([rows.text(0, 1), rows.text(1, 1), rows.text(0, 2)]).toEqual(['một', '', null]);
  expect([rows.value(1, 0), rows.value(1, 2)]).toEqual([2, true]);
  expect([rows.isNull(0, 2), rows.isNull(1, 1)]).toEqual([true, false]);
  expect([0, 1, 2].map((column) => jsonOf(rows, 1, column))).toEqual(['2', '""', 'true']);
  expect([rows.is(0, 1, Buffer.from('một')), rows.is(0, 1, Buffer.from('mốt')), rows.is(0, 2, Buffer.of())]).toEqual([
    true,
    false,
    false,
  ]);
});

it('are none where there are none', async () => {
  expect((await read('select 1 where false')).count).toBe(0);
  expect((await read('select where false')).count).toBe(0);
});

it('are found alike where they are', async () => {
  const rows = await read(`select * from (values ('a', 1), ('a', 2), ('ab', 3), (null, 4), (null, 5)) as v order by 2`);
  expect([0, 1, 2, 3].map((row) => rows.areAlike(row, row + 1, 0))).toEqual([true, false, false, true]);
});

it('are whole, however many and large they are', async () => {
  const large = await read(`select n, repeat('ký tự ' || n, n) from generate_series(1, 3000) as n order by n`);
  expect(large.count).toBe(3000);
  for (const row of [0, 1500, 2999]) expect(large.text(row, 1)).toBe(`ký tự ${row + 1}`.repeat(row + 1));
});

it('are those of their own statement, many at once', async () => {
  const reads = await Promise.all(
    [1, 2, 3, 4, 5].map((n) => read('select $1::int from generate_series(1, $1::int)', n)),
  );
  expect(reads.map((rows) => [rows.count, rows.value(0, 0)])).toEqual([1, 2, 3, 4, 5].map((n) => [n, n]));
});

it('are forgotten with a statement that fails in the midst of them', async () => {
  await expect(read('select 1 / (20000 - n) from generate_series(1, 30000) as n')).rejects.toThrow('division by zero');
  expect((await read('select 7')).value(0, 0)).toBe(7);
});

it('are read by pg where nobody asks for their bytes', async () => {
  await read('select 1');
  const { rows } = await database.pool.query('select $1::int as n', [3]);
  expect(rows).toEqual([{ n: 3 }]);
});

it('are read on a connection that copied something out before', async () => {
  const query = sql`select n || E'\n' from generate_series(1, 1000) as n`.compile(database.kysely);
  const chunks: Buffer[] = [];
  for await (const chunk of copyOut(database, query)) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString().split('\n')).toHaveLength(1001);
  expect((await read('select 1')).count).toBe(1);
});

it('survive a change of the table by another process', async () => {
  await database.pool.query('create table changing as select 1 as id');
  const statement = 'select * from changing where id = $1';
  for (let time = 0; time < 3; time++) expect((await read(statement, 1)).value(0, 0)).toBe(1);
  await database.pool.query('alter table changing add column added text default $$new$$');
  expect((await read(statement, 1)).text(0, 1)).toBe('new');
});

it('fail with their connection, and the next ones are read on another', async () => {
  const reading = read('select pg_terminate_backend(pg_backend_pid()) from generate_series(1, 3)');
  await expect(reading).rejects.toThrow();
  const isRead = () =>
    read('select 1').then(
      ({ count }) => count === 1,
      () => false,
    );
  await eventually(isRead);
});
