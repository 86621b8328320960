import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { migrate, type Migration } from '../../platform/database/migrations.ts';
import { createLogger } from '../../platform/logging.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const run = promisify(execFile);
const first: Migration = { name: '0001-first', sql: 'create table a (n int);\ncreate table b (n int)' };
const second: Migration = { name: '0002-second', sql: 'insert into a values (1)' };

let testDatabase: TestDatabase;
let database: Database<unknown>;

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  const logger = createLogger('test', { level: 'silent' });
  database = openDatabase({ url: testDatabase.url, name: 'migrated', poolSize: 4, logger });
});

afterEach(async () => {
  await database.close();
  await testDatabase.drop();
});

async function numbers(table: string): Promise<unknown[]> {
  const { rows } = await database.pool.query<{ n: number }>(`select n from ${table} order by n`);
  return rows.map(({ n }) => n);
}

describe('migrations', () => {
  it('are applied once each, in their order, however often the program starts', async () => {
    await migrate(database, [first]);
    await migrate(database, [first, second]);
    await migrate(database, [first, second]);
    expect(await numbers('a')).toEqual([1]);
  });

  it('are applied by one of several processes that start at once', async () => {
    const script = fileURLToPath(new URL('../support/migrating-process.ts', import.meta.url));
    await Promise.all([1, 2, 3].map(() => run(process.execPath, [script, testDatabase.url])));
    expect(await numbers('counted')).toEqual([1, 2]);
  });

  it('leave a table that they have written anew as ready for scans of an index alone as it was', async () => {
    const filled = {
      name: '0001-filled',
      sql: 'create table a (n int); insert into a select generate_series(1, 1000)',
    };
    const rewriting = 'alter table a add column twice int generated always as (2 * n) stored';
    const seenByAll = async () => {
      const sql = "select relallvisible = relpages and relpages > 0 as all from pg_class where relname = 'a'";
      return (await database.pool.query<{ all: boolean }>(sql)).rows[0]?.all;
    };
    await migrate(database, [filled, { name: '0002-rewritten', sql: rewriting, rewrites: ['a'] }]);
    expect(await seenByAll()).toBe(true);
  });

  it('refuse to go on where an applied one was edited', async () => {
    await migrate(database, [first]);
    const edited = { ...first, sql: `${first.sql};` };
    await expect(migrate(database, [edited, second])).rejects.toThrow(
      'Migration "0001-first" was edited after this database had applied it. Undo the edit and write the change as a new migration.',
    );
    expect(await numbers('a')).toEqual([]);
  });

  it('do not take other line endings for an edit', async () => {
    await migrate(database, [first]);
    const checkedOutOnWindows = { ...first, sql: first.sql.replaceAll('\n', '\r\n') };
    await expect(migrate(database, [checkedOutOnWindows])).resolves.toBeUndefined();
  });

  it('refuse a database that a newer release has migrated', async () => {
    await migrate(database, [first, second]);
    await expect(migrate(database, [first])).rejects.toThrow(/"0002-second", which this program does not know/u);
  });

  it('refuse one that was added below those applied', async () => {
    await migrate(database, [first, { name: '0003-third', sql: 'select 1' }]);
    await expect(migrate(database, [first, second, { name: '0003-third', sql: 'select 1' }])).rejects.toThrow(
      'Migration "0002-second" was added below "0003-third", which is applied already. Give it the next number.',
    );
  });

  it('refuse names without a number, and numbers out of order', async () => {
    await expect(migrate(database, [{ name: 'first', sql: '' }])).rejects.toThrow('needs a name like 0001-foundation');
    await expect(migrate(database, [second, first])).rejects.toThrow('must have a higher number');
    await expect(migrate(database, [first, { name: '0001-twin', sql: '' }])).rejects.toThrow(
      'must have a higher number',
    );
  });

  it('leave nothing of one that fails, keep those before it, and go on once it is mended', async () => {
    const broken = { name: '0002-second', sql: 'insert into a values (7); insert into nowhere values (1)' };
    await expect(migrate(database, [first, broken])).rejects.toThrow(
      'Migration "0002-second" failed and changed nothing: relation "nowhere" does not exist',
    );
    expect(await numbers('a')).toEqual([]);
    await migrate(database, [first, second]);
    expect(await numbers('a')).toEqual([1]);
  });

  it('may take longer than any other statement', async () => {
    const logger = createLogger('test', { level: 'silent' });
    const options = { url: testDatabase.url, name: 'impatient', poolSize: 1, logger, statementTimeoutMs: 50 };
    await using impatient = openDatabase(options);
    await migrate(impatient, [{ name: '0001-slow', sql: 'select pg_sleep(0.2)' }]);
    await expect(impatient.pool.query('select pg_sleep(0.2)')).rejects.toThrow('statement timeout');
  });
});
