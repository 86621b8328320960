import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditChainSql } from '../../platform/audit/audit-chain-sql.ts';
import type { AuditColumn } from '../../platform/audit/audit-columns.ts';
import { verifyAuditChain, type ChainHead } from '../../platform/audit/audit-verification.ts';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { createLogger } from '../../platform/logging.ts';
import { createTestDatabase } from '../support/database.ts';

const logger = createLogger('test', { level: 'silent' });

const columns: readonly AuditColumn[] = [
  { name: 'id', type: 'uuid' },
  { name: 'at', type: 'timestamptz' },
  { name: 'what', type: 'text' },
  { name: 'details', type: 'jsonb' },
];

const entriesSql = `create table audit_entries (
  id uuid primary key, at timestamptz(3) not null, what text, details jsonb not null default '{}')`;

let database: Database<unknown>;
let drop: () => Promise<void>;
const ids: string[] = [];

beforeEach(async () => {
  const place = await createTestDatabase();
  drop = () => place.drop();
  database = openDatabase({ url: place.url, name: 'test', poolSize: 60, logger });
  ids.splice(0);
});
afterEach(async () => {
  await database.close();
  await drop();
});

const run = (sql: string, values: unknown[] = []) => database.pool.query(sql, values);

/** Entries as they come in practice: whatever letters, and nothing where there is nothing. */
const words = ['Cấp giấy phép', null, 'a "quoted"\n\tline\u0001\u2028', '', '😀 , [null] \\'];

async function write(what: string | null = words[ids.length % words.length] ?? null): Promise<string> {
  const id = randomUUID();
  ids.push(id);
  await run('insert into audit_entries values ($1, $2, $3, $4)', [
    id,
    new Date(Date.UTC(2026, 10, 23, 2, 0, 0, ids.length)),
    what,
    JSON.stringify({ b: what, a: [1, { dài: ids.length }] }),
  ]);
  return id;
}

async function chainOf(entries: number): Promise<void> {
  await run(entriesSql);
  await run(auditChainSql(columns));
  for (let n = 0; n < entries; n += 1) await write();
}

const verify = (noted?: ChainHead) => verifyAuditChain(database, columns, noted);

/** What only somebody with the rights of the owner can do: as if there were no triggers and no keys. */
async function tamper(...statements: readonly string[]): Promise<void> {
  const client = await database.pool.connect();
  await client.query(`alter table audit_entries disable trigger user`);
  await client.query(`alter table audit_chain disable trigger user`);
  await client.query(
    `alter table audit_chain drop constraint audit_chain_pkey, drop constraint audit_chain_entry_id_key`,
  );
  for (const statement of statements) await client.query(statement);
  client.release();
}

const link = (position: number): string => `(select entry_id from audit_chain where position = ${position})`;

describe('an audit log that nobody touched', () => {
  it('is unbroken, whatever its entries say, and has a head to be noted', async () => {
    await chainOf(12);
    const { rows } = await run(`select encode(hash, 'hex') as hash from audit_chain where position = 12`);
    expect(await verify()).toEqual({ entries: 12, head: { position: 12, hash: rows[0].hash }, broken: null });
    expect(await verify({ position: 12, hash: rows[0].hash })).toMatchObject({ broken: null });
  });

  it('may be empty', async () => {
    await chainOf(0);
    expect(await verify()).toEqual({ entries: 0, head: null, broken: null });
  });

  it('is longer than what is in memory at a time', async () => {
    await chainOf(0);
    await run(`insert into audit_entries select gen_random_uuid(), now(), n::text from generate_series(1, 5000) n`);
    expect(await verify()).toMatchObject({ entries: 5000, broken: null });
  });

  it('is chained from its first entry on, in the order of time, though the chain came later', async () => {
    await run(entriesSql);
    for (let n = 0; n < 5; n += 1) await write();
    await run(auditChainSql(columns));
    expect((await run('select entry_id from audit_chain order by position')).rows.map((row) => row.entry_id)).toEqual(
      ids,
    );
    await write();
    expect(await verify()).toMatchObject({ entries: 6, broken: null });
  });

  it('has one sequence without gaps after 50 transactions at once, some of them rolled back', async () => {
    await chainOf(0);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, async (_, n) => {
        const client = await database.pool.connect();
        try {
          await client.query('begin');
          for (const part of [1, 2]) {
            await client.query('insert into audit_entries values ($1, now(), $2)', [randomUUID(), `${n}.${part}`]);
          }
          await client.query(n % 5 === 0 ? 'rollback' : 'commit');
          return n % 5 !== 0;
        } finally {
          client.release();
        }
      }),
    );
    expect(await verify()).toMatchObject({ entries: outcomes.filter(Boolean).length * 2, broken: null });
  });

  it('lets others commit while a transaction that has written stays open', async () => {
    await chainOf(1);
    const idle = await database.pool.connect();
    await idle.query('begin');
    await idle.query('insert into audit_entries values ($1, now())', [randomUUID()]);
    await write();
    await idle.query('commit');
    idle.release();
    expect(await verify()).toMatchObject({ entries: 3, broken: null });
  });

  it.each(['update audit_entries set what = $$x$$', 'delete from audit_entries', 'truncate audit_entries'])(
    'refuses “%s”, of the owner too',
    async (statement) => {
      await chainOf(2);
      await expect(run(statement)).rejects.toThrow('never changed');
      await expect(
        run(statement.replace('audit_entries', 'audit_chain').replace('what = $$x$$', 'position = 9')),
      ).rejects.toThrow('never changed');
      expect(await verify()).toMatchObject({ entries: 2, broken: null });
    },
  );
});

describe('tampering is found, at the first entry that it touched', () => {
  beforeEach(() => chainOf(10));

  it('an altered entry', async () => {
    await tamper(`update audit_entries set details = details || '{"a": 2}' where id = ${link(4)}`);
    expect(await verify()).toMatchObject({ entries: 3, broken: { kind: 'altered', position: 4, entryId: ids[3] } });
  });

  it('an altered time', async () => {
    await tamper(`update audit_entries set at = at + interval '1 ms' where id = ${link(1)}`);
    expect(await verify()).toMatchObject({ entries: 0, broken: { kind: 'altered', position: 1, entryId: ids[0] } });
  });

  it('a text that became nothing', async () => {
    await tamper(`update audit_entries set what = null where id = ${link(4)}`);
    expect((await verify()).broken).toMatchObject({ kind: 'altered', position: 4 });
  });

  it('an altered entry whose hash was made to fit', async () => {
    await tamper(
      `update audit_entries set what = 'x' where id = ${link(4)}`,
      `create temp table kept as select * from audit_chain where position > 4`,
      `delete from audit_chain where position >= 4`,
      `select append_to_audit_chain(e) from audit_entries e where id = '${ids[3]}'`,
      `insert into audit_chain select * from kept`,
    );
    expect((await verify()).broken).toMatchObject({ kind: 'replaced', position: 4, entryId: ids[3] });
  });

  it('a removed entry', async () => {
    await tamper(`delete from audit_entries where id = ${link(6)}`);
    expect((await verify()).broken).toMatchObject({ kind: 'removed', position: 6, entryId: ids[5] });
  });

  it('an entry that was removed with its link', async () => {
    await tamper(`delete from audit_entries where id = ${link(6)}`, 'delete from audit_chain where position = 6');
    expect((await verify()).broken).toMatchObject({ kind: 'removed', position: 6 });
  });

  it('an entry that was removed with its link, the others moved up', async () => {
    await tamper(
      `delete from audit_entries where id = ${link(6)}`,
      'delete from audit_chain where position = 6',
      'update audit_chain set position = position - 1 where position > 6',
    );
    expect((await verify()).broken).toMatchObject({ kind: 'replaced', position: 5 });
  });

  it('the first entry removed', async () => {
    await tamper(`delete from audit_entries where id = ${link(1)}`, 'delete from audit_chain where position = 1');
    expect((await verify()).broken).toMatchObject({ kind: 'removed', position: 1 });
  });

  it('an inserted entry that was never chained', async () => {
    const id = randomUUID();
    await tamper(`insert into audit_entries values ('${id}', now(), 'x')`);
    expect(await verify()).toMatchObject({ entries: 10, broken: { kind: 'inserted', position: null, entryId: id } });
  });

  it('an entry inserted between two others, with a link that fits its predecessor', async () => {
    const id = randomUUID();
    await tamper(
      `insert into audit_entries values ('${id}', now(), 'x')`,
      `create temp table kept as select * from audit_chain where position > 4`,
      `delete from audit_chain where position > 4`,
      `select append_to_audit_chain(e) from audit_entries e where id = '${id}'`,
      `insert into audit_chain select position + 1, entry_id, previous_hash, hash from kept`,
    );
    expect((await verify()).broken).toMatchObject({ kind: 'inserted', position: 5, entryId: id });
  });

  it('an entry inserted with a link that is made up', async () => {
    const id = randomUUID();
    await tamper(
      `insert into audit_entries values ('${id}', now(), 'x')`,
      `update audit_chain set position = position + 1 where position > 4`,
      `insert into audit_chain values (5, '${id}', sha256('a'), sha256('b'))`,
    );
    expect((await verify()).broken).toMatchObject({ kind: 'inserted', position: 5, entryId: id });
  });

  it.each([
    [3, 4],
    [3, 8],
  ])('entries %i and %i, the one in the other’s place', async (one, other) => {
    await tamper(`update audit_chain set position = ${one} + ${other} - position where position in (${one}, ${other})`);
    expect((await verify()).broken).toMatchObject({ kind: 'reordered', position: 3, entryId: ids[other - 1] });
  });

  it('entries that were exchanged under their links', async () => {
    await tamper(
      `update audit_chain link set entry_id = other.entry_id from audit_chain other
       where link.position in (3, 8) and other.position = 11 - link.position`,
    );
    expect((await verify()).broken).toMatchObject({ kind: 'reordered', position: 3 });
  });

  it('the newest entries removed', async () => {
    await tamper(`delete from audit_entries where id in (select entry_id from audit_chain where position > 7)`);
    expect(await verify()).toMatchObject({ entries: 7, broken: { kind: 'truncated', position: 8, entryId: ids[7] } });
  });

  it('the newest entries removed with their links: by the head that was noted', async () => {
    const { head } = await verify();
    await tamper(
      `delete from audit_entries where id in (select entry_id from audit_chain where position > 7)`,
      'delete from audit_chain where position > 7',
    );
    expect((await verify(head ?? undefined)).broken).toMatchObject({ kind: 'truncated', position: 8 });
  });

  it('everything written anew: by the head that was noted', async () => {
    const { head } = await verify();
    await tamper(
      `update audit_entries set what = 'x' where id = ${link(2)}`,
      `create temp table kept as select entry_id, position from audit_chain`,
      'truncate audit_chain',
      `do $$ declare e audit_entries; begin
         for e in select a.* from audit_entries a join kept k on k.entry_id = a.id order by k.position loop
           perform append_to_audit_chain(e);
         end loop; end $$`,
    );
    expect((await verify()).broken).toBeNull();
    expect((await verify(head ?? undefined)).broken).toMatchObject({ kind: 'rewritten', position: 10 });
  });
});
