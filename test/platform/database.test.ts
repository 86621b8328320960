import { sql, type Kysely } from 'kysely';
import { register } from 'prom-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { plannedForItsValues, StatementNames } from '../../platform/database/statement-names.ts';
import { createLogger } from '../../platform/logging.ts';
import { eventually } from '../support/embedded-postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

interface Schema {
  thing: { id: number; name: string };
}

const logger = createLogger('test', { level: 'silent' });
const sent: string[] = [];
let testDatabase: TestDatabase;
/** With one connection, so that a test knows which one it meets. */
let database: Database<Schema>;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const onStatement = (text: string): void => void sent.push(text);
  database = openDatabase({ url: testDatabase.url, name: 'things', poolSize: 1, logger, onStatement });
  await sql`create table thing (id int primary key, name text not null)`.execute(database.kysely);
  await sql`insert into thing select n, 'thing ' || n from generate_series(1, 10) n`.execute(database.kysely);
});

beforeEach(() => {
  sent.length = 0;
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

async function column(expression: string): Promise<unknown[]> {
  const { rows } = await database.pool.query<{ value: unknown }>(`select ${expression} as value`);
  return rows.map((row) => row.value);
}

describe('values from the database', () => {
  it.each([
    ['bigint', `9007199254740991::bigint`, 9_007_199_254_740_991],
    ['a sum of bigints', `(select sum(x) from (values (1::bigint), (2)) v(x))`, 3],
    ['numeric', `12.5::numeric`, 12.5],
    ['date', `date '2026-11-23'`, '2026-11-23'],
    ['timestamp', `timestamp '2026-11-23 08:00'`, '2026-11-23 08:00:00'],
    ['timestamptz', `timestamptz '2026-11-23 08:00+07'`, new Date('2026-11-23T01:00:00Z')],
    ['a fraction of a second', `timestamptz '2026-11-23 08:00:00.07+07'`, new Date('2026-11-23T01:00:00.070Z')],
    ['more than milliseconds', `timestamptz '2026-11-23 08:00:00.000999Z'`, new Date('2026-11-23T08:00:00.000Z')],
    ['a leap day', `timestamptz '2028-02-29 23:59:59.999Z'`, new Date('2028-02-29T23:59:59.999Z')],
    ['a moment in the first century', `timestamptz '0026-11-23 08:00Z'`, new Date('0026-11-23T08:00:00Z')],
    ['a moment before Christ', `timestamptz '0044-03-15 08:00Z BC'`, new Date('-000043-03-15T08:00:00Z')],
    ['a moment far ahead', `timestamptz '12026-11-23 08:00Z'`, new Date('+012026-11-23T08:00:00Z')],
    ['no end', `'infinity'::timestamptz`, Infinity],
    ['jsonb', `'{"a": [1, "ă"]}'::jsonb`, { a: [1, 'ă'] }],
    ['uuid', `'01900000-0000-7000-8000-000000000000'::uuid`, '01900000-0000-7000-8000-000000000000'],
    ['an array of bigints', `array[1, null]::bigint[]`, [1, null]],
    ['an array of dates', `array['2026-11-23']::date[]`, ['2026-11-23']],
    ['an array of texts', `array['a"b', 'đ']`, ['a"b', 'đ']],
  ])('%s arrives exactly', async (_type, expression, value) => {
    expect(await column(expression)).toEqual([value]);
  });

  it.each(['Asia/Ho_Chi_Minh', 'America/Bogota', 'Asia/Kolkata'])(
    'a moment arrives as the same one in a session of %s',
    async (timeZone) => {
      const client = await database.pool.connect();
      try {
        await client.query(`set timezone = '${timeZone}'`);
        const { rows } = await client.query(`select timestamptz '2026-11-23 08:00:00.5Z' as value`);
        expect(rows).toEqual([{ value: new Date('2026-11-23T08:00:00.500Z') }]);
      } finally {
        client.release(true);
      }
    },
  );

  it('a whole number that JavaScript would round is an error', async () => {
    await expect(column('9007199254740993::bigint')).rejects.toThrow('too large to be exact');
  });
});

describe('prepared statements', () => {
  const prepared = async (): Promise<string[]> => {
    const { rows } = await database.pool.query<{ statement: string }>('select statement from pg_prepared_statements');
    return rows.map(({ statement }) => statement);
  };

  it('are made of a statement that comes a second time, and used from then on', async () => {
    for (let id = 1; id <= 5; id += 1) {
      const thing = await database.kysely
        .selectFrom('thing')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      expect(thing).toEqual({ id, name: `thing ${id}` });
    }
    expect(await prepared()).toContain('select * from "thing" where "id" = $1');
  });

  it('are not made of a statement that comes once', async () => {
    await database.pool.query('select $1::int + 1', [1]);
    expect(await prepared()).not.toContain('select $1::int + 1');
  });

  it('are not made of a statement that is to be planned for its values', async () => {
    const statement = `${plannedForItsValues} select count(*) from thing where id < $1`;
    for (let most = 1; most <= 3; most += 1) await database.pool.query(statement, [most]);
    expect(await prepared()).not.toContain(statement);
  });

  it('stay few, however many different statements there are', async () => {
    for (let length = 1; length <= 600; length += 1) {
      const ids = Array.from({ length }, (_, index) => index);
      for (let time = 0; time < 2; time += 1) {
        await database.kysely.selectFrom('thing').select('id').where('id', 'in', ids).execute();
      }
    }
    expect((await prepared()).length).toBeLessThanOrEqual(400);
  });

  it('make room for others every hour', () => {
    let now = 0;
    const names = new StatementNames(() => now);
    const nameOf = (text: string): string | undefined => names.nameOf(text) ?? names.nameOf(text);
    const given = Array.from({ length: 400 }, (_, at) => nameOf(`select ${at}`));
    expect(new Set(given).size).toBe(400);
    expect(nameOf('select 400')).toBeUndefined();
    now += 3_600_000;
    expect(given).not.toContain(nameOf('select 400'));
    expect(given).not.toContain(nameOf('select 1'));
  });

  it('survive a change of the table by another process', async () => {
    await using own = openDatabase<Schema>({ url: testDatabase.url, name: 'own', poolSize: 1, logger });
    const read = (): Promise<unknown> =>
      own.kysely.selectFrom('thing').selectAll().where('id', '=', 1).executeTakeFirst();
    await read();
    await read();
    // The statement has its name now, and the connection remembers the old shape.
    await database.pool.query(`alter table thing add column added text default 'new'`);
    expect(await read()).toEqual({ id: 1, name: 'thing 1', added: 'new' });
    await read();

    await database.pool.query(`alter table thing drop column added`);
    // Inside a transaction the statement is lost, but only once.
    const inTransaction = (): Promise<unknown> =>
      own.kysely
        .transaction()
        .execute((trx) => trx.selectFrom('thing').selectAll().where('id', '=', 1).executeTakeFirst());
    await expect(inTransaction()).rejects.toThrow('cached plan');
    expect(await inTransaction()).toEqual({ id: 1, name: 'thing 1' });
  });
});

describe('statements by key', () => {
  /** How often PostgreSQL has planned for the keys that it was given, on the one connection of this kind. */
  async function timesPlannedForKeys(asked: Kysely<Schema>): Promise<number | undefined> {
    const read = (id: number) =>
      asked
        .selectFrom('thing')
        .select('name')
        .where('id', '=', anyKey([id]))
        .execute();
    for (let id = 1; id <= 6; id += 1) expect(await read(id)).toEqual([{ name: `thing ${id}` }]);
    const { rows } = await sql<{ times: number }>`
      select custom_plans::int as times from pg_prepared_statements where statement like '%any($1)%'`.execute(asked);
    return rows[0]?.times;
  }

  const anyKey = (keys: readonly number[]) => sql<number>`any(${keys})`;

  it('are planned once, whatever the keys', async () => {
    await using keyed = openDatabase<Schema>({ url: testDatabase.url, name: 'keyed', poolSize: 1, logger });
    expect(await timesPlannedForKeys(keyed.kysely)).toBeGreaterThan(3);
    expect(await timesPlannedForKeys(keyed.byKey)).toBe(0);
  });

  it('keep what the address asks of PostgreSQL', async () => {
    const url = new URL(testDatabase.url);
    url.searchParams.set('options', '-c work_mem=5MB');
    await using keyed = openDatabase<Schema>({ url: url.href, name: 'keyed', poolSize: 1, logger });
    const { rows } =
      await sql`select current_setting('work_mem') as "workMem", current_setting('plan_cache_mode') as mode`.execute(
        keyed.byKey,
      );
    expect(rows).toEqual([{ workMem: '5MB', mode: 'force_generic_plan' }]);
  });
});

describe('statements', () => {
  it('are told one by one, those that make up a transaction included', async () => {
    await database.kysely.transaction().execute((trx) => trx.selectFrom('thing').select('id').execute());
    expect(sent).toEqual(['begin', 'select "id" from "thing"', 'commit']);
  });

  it('are counted in the metrics of their database', async () => {
    const count = async (): Promise<number> => {
      const metric = await register.getSingleMetric('lienthong_sql_statements_total')?.get();
      return metric?.values.find(({ labels }) => labels['database'] === 'things')?.value ?? 0;
    };
    const before = await count();
    await database.kysely.selectFrom('thing').select('id').execute();
    await database.pool.query('select 1');
    expect((await count()) - before).toBe(2);
  });

  it('that run too long are given up, and the connection goes on', async () => {
    const options = { url: testDatabase.url, name: 'impatient', poolSize: 1, logger, statementTimeoutMs: 50 };
    await using impatient = openDatabase(options);
    await expect(impatient.pool.query('select pg_sleep(5)')).rejects.toThrow('statement timeout');
    await impatient.ping();
  });
});

describe('a pool of connections', () => {
  it('outlives the loss of its connections, in use or not', async () => {
    await using shaken = openDatabase({ url: testDatabase.url, name: 'shaken', poolSize: 3, logger });
    const busy = await shaken.pool.connect();
    await shaken.pool.query('select 1');
    await busy.query('begin');
    await database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lienthong shaken'`,
    );
    await expect(busy.query('select 1')).rejects.toThrow();
    busy.release(true);
    await eventually(() =>
      shaken.ping().then(
        () => true,
        () => false,
      ),
    );
    const { rows } = await shaken.pool.query<{ n: number }>('select 1 as n');
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('says that a database is not there', async () => {
    const url = new URL(testDatabase.url);
    url.pathname = '/nowhere';
    await using nowhere = openDatabase({ url: url.href, name: 'nowhere', poolSize: 1, logger });
    await expect(nowhere.ping()).rejects.toThrow('does not exist');
  });

  it('closes as often as one likes, used or not', async () => {
    const unused = openDatabase({ url: testDatabase.url, name: 'unused', poolSize: 1, logger });
    await unused.close();
    await unused.close();
    await expect(unused.ping()).rejects.toThrow();
  });
});
