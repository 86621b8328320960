import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { readByKeys } from '../../platform/database/read-by-keys.ts';
import { createLogger } from '../../platform/logging.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

interface Schema {
  thing: { id: string; owner: string };
}

type Owners = 'ALL' | { readonly owner: string };

const logger = createLogger('test', { level: 'silent' });
let testDatabase: TestDatabase;
let database: Database<Schema>;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url, name: 'things', poolSize: 2, logger });
  await sql`create table thing (id text primary key, owner text not null)`.execute(database.kysely);
  await sql`insert into thing values ('a', 'An'), ('b', 'Bình'), ('c', 'An')`.execute(database.kysely);
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const things = (db: Kysely<Schema>, ids: readonly string[]) =>
  db
    .selectFrom('thing')
    .select('id')
    .where('id', '=', sql<string>`any(${ids})`)
    .orderBy('id');

/** A read of an owner's things that counts how often its text is made. */
function countedRead() {
  const made: Owners[] = [];
  const read = readByKeys((db: Kysely<Schema>, ids, owners: Owners) => {
    made.push(owners);
    return owners === 'ALL' ? things(db, ids) : things(db, ids).where('owner', '=', owners.owner);
  });
  return { made, read };
}

it('finds by whatever keys it is given, with a text that is made once', async () => {
  const { made, read } = countedRead();
  expect(await read(database.byKey, ['c', 'a', 'none'], 'ALL')).toEqual([{ id: 'a' }, { id: 'c' }]);
  expect(await read(database.byKey, ['b'], 'ALL')).toEqual([{ id: 'b' }]);
  expect(await read(database.byKey, [], 'ALL')).toEqual([]);
  expect(made).toHaveLength(1);
});

it('finds nothing beyond the restriction it is given, whoever asked before', async () => {
  const { made, read } = countedRead();
  const all = ['a', 'b', 'c'];
  expect(await read(database.byKey, all, { owner: 'Bình' })).toEqual([{ id: 'b' }]);
  expect(await read(database.byKey, all, { owner: 'An' })).toEqual([{ id: 'a' }, { id: 'c' }]);
  expect(await read(database.byKey, all, { owner: 'Bình' })).toEqual([{ id: 'b' }]);
  expect(await read(database.byKey, all, { owner: 'ALL' })).toEqual([]);
  expect(made).toHaveLength(3);
});

it('remembers a thousand texts, and makes the first one anew after those', async () => {
  const { made, read } = countedRead();
  for (let other = 0; other < 1_000; other++) await read(database.byKey, ['a'], { owner: `officer ${other}` });
  await read(database.byKey, ['a'], { owner: 'officer 0' });
  expect(made).toHaveLength(1_000);
  await read(database.byKey, ['a'], { owner: 'An' });
  expect(await read(database.byKey, ['a', 'b'], { owner: 'officer 0' })).toEqual([]);
  expect(made).toHaveLength(1_002);
});

it('reads in the transaction that it is given', async () => {
  const { read } = countedRead();
  await read(database.byKey, ['d'], 'ALL');
  const found = await database.kysely.transaction().execute(async (trx) => {
    await trx.insertInto('thing').values({ id: 'd', owner: 'An' }).execute();
    const seen = await read(trx, ['d'], 'ALL');
    await trx.deleteFrom('thing').where('id', '=', 'd').execute();
    return seen;
  });
  expect(found).toEqual([{ id: 'd' }]);
});

it('refuses a query that copies the keys, which would find the same rows for everybody', async () => {
  const read = readByKeys((db: Kysely<Schema>, ids) => things(db, [...ids]));
  await expect(read(database.byKey, ['a'])).rejects.toThrow('lost its keys');
});
