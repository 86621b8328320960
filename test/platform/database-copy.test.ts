import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyRows } from '../../platform/database/copy-rows.ts';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { createLogger } from '../../platform/logging.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let testDatabase: TestDatabase;
let database: Database<unknown>;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const logger = createLogger('test', { level: 'silent' });
  database = openDatabase({ url: testDatabase.url, name: 'copied', poolSize: 2, logger });
  await database.pool.query(`
    create schema "Odd";
    create table "Odd"."a table" (
      id int primary key, text text, flag boolean, at timestamptz, tags text[], numbers int[][], document jsonb, bytes bytea)`);
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const columns = ['id', 'text', 'flag', 'at', 'tags', 'numbers', 'document', 'bytes'];

describe('rows that are copied', () => {
  it('arrive exactly, whatever their values hold', async () => {
    const odd = 'Cấp "giấy"\tphép\r\n\\N \\. {a,b} \u0001 😀';
    const at = new Date('2026-11-23T01:02:03.456Z');
    const rows = [
      [
        1,
        odd,
        true,
        at,
        [odd, '', 'NULL', null],
        [
          [1, 2],
          [3, 4],
        ],
        { odd: [odd] },
        Buffer.from([0, 92, 255]),
      ],
      [2, '', false, null, [], null, '[1,"two"]', Buffer.alloc(0)],
      [3, undefined, null, null, null, null, null, null],
    ];
    expect(await copyRows(database, 'Odd.a table', columns, rows)).toBe(3);
    const stored = await database.pool.query({ text: 'select * from "Odd"."a table" order by id', rowMode: 'array' });
    expect(stored.rows).toEqual([
      rows[0],
      [2, '', false, null, [], null, [1, 'two'], Buffer.alloc(0)],
      [3, null, null, null, null, null, null, null],
    ]);
  });

  it('arrive all or not at all', async () => {
    await database.pool.query('create table once (n int primary key)');
    function* rows(): Generator<[number]> {
      for (let n = 0; n < 50_000; n += 1) yield [n];
      yield [0];
    }
    await expect(copyRows(database, 'once', ['n'], rows())).rejects.toThrow('duplicate key');
    function* interrupted(): Generator<[number]> {
      for (let n = 0; n < 50_000; n += 1) yield [n];
      throw new Error('the source broke');
    }
    await expect(copyRows(database, 'once', ['n'], interrupted())).rejects.toThrow('the source broke');
    await expect(copyRows(database, 'once', ['n'], [[1, 2]])).rejects.toThrow('2 values for 1 columns');
    expect((await database.pool.query('select 1 from once')).rowCount).toBe(0);
    expect(await copyRows(database, 'once', ['n'], [])).toBe(0);
    expect(await copyRows(database, 'once', ['n'], [[5]])).toBe(1);
  });

  it('flow through constant memory', async () => {
    await database.pool.query('create table many (n int, filler text)');
    const filler = 'x'.repeat(500);
    function* rows(): Generator<[number, string]> {
      for (let n = 0; n < 200_000; n += 1) yield [n, filler];
    }
    const before = process.memoryUsage.rss();
    expect(await copyRows(database, 'many', ['n', 'filler'], rows())).toBe(200_000);
    // 100 MB of text went by.
    expect(process.memoryUsage.rss() - before).toBeLessThan(80 * 1024 * 1024);
  });
});
