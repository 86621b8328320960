import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAuditChain } from '../../platform/audit/audit-verification.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrations.ts';
import { createLogger } from '../../platform/logging.ts';
import { auditColumns } from '../../subgraphs/idesk/store/audit-columns.ts';
import { ideskMigrations } from '../../subgraphs/idesk/store/migrations.ts';
import { createDatabaseWithRoles, createTestDatabase } from '../support/database.ts';
import { refusalOf } from '../support/graph-client.ts';
import { pdf } from '../support/journey.ts';
import { account, draftIn, issuedFromIgate, newDossierCode, openDesk, send, step, type TestDesk } from './desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk(createDatabaseWithRoles);
});
afterAll(() => desk.close());

const verify = () => verifyAuditChain(desk, auditColumns);

const entriesOf = (documentId: string) =>
  desk.database
    .selectFrom('audit_entries')
    .select(['at', 'officer', 'action', 'dossier_code as dossierCode', 'outcome', 'details'])
    .where('document_id', '=', documentId)
    .orderBy('id')
    .execute();

describe('iDesk’s audit log', () => {
  it('is read by administrators: newest first, by page, by filter, with its facts in words', async () => {
    const dossierCode = newDossierCode();
    const file = desk.igate.offer('tờ khai.pdf', Buffer.from(await pdf('a', 'read').arrayBuffer()));
    const document = await issuedFromIgate(desk, dossierCode, [file]);
    const query = `query ($filter: DeskAuditFilter, $first: Int, $after: String) {
      deskAuditLog(filter: $filter, first: $first, after: $after) {
        totalCount
        pageInfo { hasNextPage endCursor }
        edges { node { action officer { ssoAccount } documentId dossierCode outcome details } }
      }
    }`;
    interface Page {
      deskAuditLog: {
        totalCount: number;
        pageInfo: { hasNextPage: boolean; endCursor: string };
        edges: { node: Record<string, unknown> }[];
      };
    }
    const read = async (variables: Record<string, unknown>) =>
      (await desk.get<Page>('quantri', query, variables)).deskAuditLog;
    const actionsOf = ({ edges }: Page['deskAuditLog']) => edges.map(({ node }) => node['action']);

    const first = await read({ filter: { dossierCode }, first: 3 });
    expect(first).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true } });
    const rest = await read({ filter: { dossierCode }, first: 3, after: first.pageInfo.endCursor });
    expect(new Set([...actionsOf(first), ...actionsOf(rest)])).toEqual(
      new Set(['RECEIVE_FROM_IGATE', 'SUBMIT', 'APPROVE', 'SIGN', 'ISSUE']),
    );

    const issues = await read({ filter: { documentId: document.id, actions: ['ISSUE'] } });
    expect(issues.edges).toEqual([
      {
        node: {
          action: 'ISSUE',
          officer: { ssoAccount: account('vanthu') },
          documentId: document.id,
          dossierCode,
          outcome: 'DONE',
          details: `Version: 5; Symbol: ${document.symbol}`,
        },
      },
    ]);
    const arrival = await read({ filter: { dossierCode, actions: ['RECEIVE_FROM_IGATE'] } });
    expect(arrival.edges[0]?.node['details']).toContain('Files: tờ khai.pdf');
    expect((await read({ filter: { dossierCode, officer: account('LANHDAO') } })).totalCount).toBe(1);
    expect((await read({ filter: { documentId: 'nothing' } })).totalCount).toBe(0);
    expect((await read({ filter: { dossierCode, from: '2099-01-01T00:00:00Z' } })).totalCount).toBe(0);
    expect((await read({ filter: { dossierCode, to: '2099-01-01T00:00:00Z' } })).totalCount).toBe(5);
  });

  it.each(['hoant', 'truongphong', 'lanhdao', 'vanthu', 'motcua'])('is not read by %s', async (officer) => {
    const answer = await desk.ask(officer, '{ deskAuditLog { totalCount } }');
    expect(refusalOf(answer)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('has one entry for every action of an officer: who, when, what, on which document of which dossier', async () => {
    const dossierCode = newDossierCode();
    const file = desk.igate.offer('tờ khai.pdf', Buffer.from(await pdf('a', 'audit').arrayBuffer()));
    const document = await issuedFromIgate(desk, dossierCode, [file]);
    for (const mutation of [
      'pushResultsToIgate(input: { documentId: $id }) { document { id } }',
      'archiveDocument(input: { documentId: $id }) { document { id } }',
      'recallDocument(input: { documentId: $id, reason: "Sai số liệu" }) { document { id } }',
    ]) {
      await desk.get('vanthu', `mutation ($id: ID!) { ${mutation} }`, { id: document.id });
    }
    const entries = await entriesOf(document.id);
    expect(entries.map(({ action, officer }) => [action, officer])).toEqual([
      ['RECEIVE_FROM_IGATE', account('hoant')],
      ['SUBMIT', account('hoant')],
      ['APPROVE', account('truongphong')],
      ['SIGN', account('lanhdao')],
      ['ISSUE', account('vanthu')],
      ['PUSH_RESULTS', account('vanthu')],
      ['ARCHIVE', account('vanthu')],
      ['RECALL', account('vanthu')],
    ]);
    expect(new Set(entries.map((entry) => `${entry.dossierCode} ${entry.outcome} ${entry.at.toISOString()}`))).toEqual(
      new Set([`${dossierCode} DONE ${desk.clock.now.toISOString()}`]),
    );
    const files = [{ name: file.name, size: file.size, sha256: file.sha256 }];
    expect(entries[0]?.details).toMatchObject({ subject: 'V/v cấp giấy phép bưu chính', version: 1, files });
    expect(entries[5]?.details).toMatchObject({ symbol: document.symbol, files });
    expect(entries[7]?.details).toMatchObject({ symbol: document.symbol, note: 'Sai số liệu' });
    expect(await verify()).toMatchObject({ broken: null });
  });

  it('has an entry for what was refused to somebody who sees the document, and none for what is not found', async () => {
    const draft = await draftIn(desk, 'SUBMITTED');
    expect(refusalOf(await step(desk, 'hoant', 'approveDraft', draft.id, draft.version)).code).toBe('FORBIDDEN');
    expect(refusalOf(await step(desk, 'chuyenvien2', 'approveDraft', draft.id, draft.version)).code).toBe('NOT_FOUND');
    expect((await entriesOf(draft.id)).map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'CREATE DONE',
      'SUBMIT DONE',
      'APPROVE REFUSED',
    ]);
    const creation = 'mutation { createDraft(input: { subject: "x" }) { draft { id } } }';
    expect(refusalOf(await desk.ask('vanthu', creation)).code).toBe('FORBIDDEN');
    const [refused] = await desk.database
      .selectFrom('audit_entries')
      .select(['action', 'outcome', 'details'])
      .where('officer', '=', account('vanthu'))
      .where('document_id', 'is', null)
      .execute();
    expect(refused).toEqual({ action: 'CREATE', outcome: 'REFUSED', details: { refusal: 'FORBIDDEN' } });
  });

  it('is one unbroken chain after 50 arrivals at once', async () => {
    const { entries } = await verify();
    const arrivals = await Promise.all(
      Array.from({ length: 50 }, () => send(desk, randomUUID(), { dossierCode: newDossierCode(), subject: 'x' })),
    );
    expect(new Set(arrivals.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await verify()).toMatchObject({ entries: entries + 50, broken: null });
  });

  it.each(['update audit_entries set at = now()', 'delete from audit_entries', 'truncate audit_chain'])(
    'is not for the role that iDesk runs as to change: %s',
    async (statement) => {
      const client = new pg.Client({ connectionString: desk.databaseUrl });
      await client.connect();
      await expect(client.query(statement)).rejects.toThrow('permission denied');
      await client.end();
    },
  );
});

it('begins with the histories of the documents that were there before it', async () => {
  await using place = await createTestDatabase();
  const logger = createLogger('test', { level: 'silent' });
  await using database = openDatabase({ url: place.url, name: 'idesk', poolSize: 2, logger });
  await migrate(
    database,
    ideskMigrations.filter(({ name }) => name < '0003'),
  );
  await database.pool.query(`
    with department as (insert into departments (code, agency_code, name) values ('A', 'A', 'A') returning id),
      division as (insert into divisions (department_id, code, name) select id, 'B', 'B' from department returning id, department_id),
      officer as (insert into desk_users (sso_account, full_name, department_id, roles) select 'a@b', 'A', department_id, '{SPECIALIST}' from division returning sso_account),
      document as (insert into documents (department_id, division_id, subject, kind, dossier_code, created_by, created_at, changed_at)
        select department_id, division.id, 'x', 'OTHER', 'D', sso_account, now(), now() from division, officer returning id, created_by)
    insert into document_events (document_id, action, officer, at, version, note)
    select document.id, 'UPDATE', created_by, now() - n * interval '1 s', n, 'note ' || n from document, generate_series(1, 20) n`);
  await migrate(database, ideskMigrations);
  expect(await verifyAuditChain(database, auditColumns)).toMatchObject({ entries: 20, broken: null });
  const { rows } = await database.pool.query(
    `select officer, action, dossier_code, outcome, details from audit_entries join audit_chain on entry_id = id where position = 1`,
  );
  const details = { version: 20, note: 'note 20' };
  expect(rows).toEqual([{ officer: 'a@b', action: 'UPDATE', dossier_code: 'D', outcome: 'DONE', details }]);
});
