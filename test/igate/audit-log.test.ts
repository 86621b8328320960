import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAuditChain } from '../../platform/audit/audit-verification.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrations.ts';
import { createLogger } from '../../platform/logging.ts';
import { auditColumns } from '../../subgraphs/igate/store/audit-columns.ts';
import { igateMigrations } from '../../subgraphs/igate/store/migrations.ts';
import { createDatabaseWithRoles, createTestDatabase } from '../support/database.ts';
import { dataOf } from '../support/graph-client.ts';
import { assignment, auditOf, igateAccount, openCounter, receive, receiveAndAssign, type Counter } from './counter.ts';

let counter: Counter;
beforeAll(async () => {
  counter = await openCounter(createDatabaseWithRoles);
});
afterAll(() => counter.close());

const verify = () => verifyAuditChain(counter, auditColumns);

/** As the role that iGate runs as. */
async function asIgate(statement: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: counter.databaseUrl });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

describe('the role that iGate runs as', () => {
  it.each([
    `update audit_entries set outcome = 'DONE'`,
    'delete from audit_entries',
    'truncate audit_entries',
    `insert into audit_chain select position + 1, id, hash, hash from audit_chain, audit_entries`,
    'update audit_chain set position = position + 1',
    'delete from audit_chain',
    'truncate audit_chain',
    `update schema_migrations set checksum = ''`,
  ])('may not: %s', async (statement) => {
    await expect(asIgate(statement)).rejects.toThrow('permission denied');
  });

  it.each([
    'alter table audit_entries disable trigger all',
    'drop trigger audit_entries_are_chained on audit_entries',
    'drop table audit_chain',
    'create or replace function chain_audit_entry() returns trigger language plpgsql as $$ begin return null; end $$',
  ])('owns nothing, so it cannot: %s', async (statement) => {
    await expect(asIgate(statement)).rejects.toThrow(/must be owner|permission denied/);
  });

  it('reads the log, and works: a dossier is received, assigned and sent', async () => {
    const dossierCode = await receiveAndAssign(counter);
    const sent = await counter.get<{ sendToIdesk: { transfer: { state: string } } }>(
      'hoa',
      'mutation ($input: SendToIdeskInput!) { sendToIdesk(input: $input) { transfer { state } } }',
      { input: { dossierCode } },
    );
    expect(sent.sendToIdesk.transfer.state).toBe('DELIVERED');
    const actions = (await auditOf(counter, dossierCode)).map(({ action }) => action);
    expect(actions).toEqual(['RECEIVE', 'ASSIGN', 'SEND_TO_IDESK']);
  });
});

describe('the audit log', () => {
  it('is one unbroken chain after 50 mutations at once, which it does not hold up', async () => {
    const codes: string[] = [];
    for (let n = 0; n < 50; n += 1) codes.push(await receive(counter));
    const { entries } = await verify();
    const startedAt = performance.now();
    const answers = await Promise.all(
      codes.map((dossierCode) =>
        counter.ask('truongphong', assignment, { input: { dossierCode, assignee: igateAccount('hoa') } }),
      ),
    );
    const tookMs = performance.now() - startedAt;
    for (const answer of answers) dataOf(answer);
    expect(await verify()).toMatchObject({ entries: entries + 50, broken: null });
    // A third of a second on two idle cores; the bound is for a machine that is busy with other tests.
    expect(tookMs).toBeLessThan(5000);
  });

  it('holds a refusal too', async () => {
    const dossierCode = await receive(counter);
    await counter.ask('motcua', assignment, { input: { dossierCode, assignee: igateAccount('hoa') } });
    expect((await auditOf(counter, dossierCode)).at(-1)).toMatchObject({ action: 'ASSIGN', outcome: 'REFUSED' });
    expect(await verify()).toMatchObject({ broken: null });
  });
});

it('the entries of a database that knew no chain are chained by the migration', async () => {
  await using place = await createTestDatabase();
  const logger = createLogger('test', { level: 'silent' });
  await using database = openDatabase({ url: place.url, name: 'igate', poolSize: 2, logger });
  await migrate(
    database,
    igateMigrations.filter(({ name }) => name < '0003'),
  );
  await database.pool.query(
    `insert into audit_entries (at, action, outcome, details)
     select timestamptz '2026-11-23 02:00:00Z' - n * interval '1 s', 'SIGN_IN', 'DONE', jsonb_build_object('account', n)
     from generate_series(1, 100) n`,
  );
  await migrate(database, igateMigrations);
  expect(await verifyAuditChain(database, auditColumns)).toMatchObject({ entries: 100, broken: null });
  const { rows } = await database.pool.query(
    `select details ->> 'account' as account from audit_chain join audit_entries on id = entry_id where position = 1`,
  );
  expect(rows).toEqual([{ account: '100' }]);
});
