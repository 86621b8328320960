import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { openDatabase } from '../../platform/database/database.ts';
import { RequestError } from '../../platform/errors.ts';
import { openFolderStore } from '../../platform/files/folder-store.ts';
import { createLogger } from '../../platform/logging.ts';
import { createHttpServer } from '../../platform/serving/http-server.ts';
import type { Principal } from '../../platform/tokens/principal.ts';
import type { DeskRole } from '../../subgraphs/idesk/domain/vocabulary.ts';
import { createIdesk } from '../../subgraphs/idesk/idesk.ts';
import type { IdeskSchema } from '../../subgraphs/idesk/store/schema.ts';
import { createTestDatabase, type DatabaseWithRoles, type TestDatabase } from '../support/database.ts';
import { askGraph, dataOf, type GraphAnswer } from '../support/graph-client.ts';
import { IgateSide } from './igate-side.ts';

interface Person {
  readonly roles: DeskRole[];
  readonly division?: 'BCVT' | 'CNTT';
  readonly department?: 'SNN';
}

const people: Readonly<Record<string, Person>> = {
  hoant: { roles: ['SPECIALIST'], division: 'BCVT' },
  dongnghiep: { roles: ['SPECIALIST'], division: 'BCVT' },
  chuyenvien2: { roles: ['SPECIALIST'], division: 'CNTT' },
  truongphong: { roles: ['DIVISION_HEAD'], division: 'BCVT' },
  truongphong2: { roles: ['DIVISION_HEAD'], division: 'CNTT' },
  lanhdao: { roles: ['DEPARTMENT_LEADER'] },
  vanthu: { roles: ['CLERK'] },
  motcua: { roles: ['ONE_STOP_OFFICER'] },
  quantri: { roles: ['ADMINISTRATOR'] },
  baocao: { roles: ['REPORT_VIEWER'] },
  vanthusnn: { roles: ['CLERK'], department: 'SNN' },
};

/** The SSO account of one of the people above. */
export const account = (name: string): string => `${name}@binhdinh.gov.vn`;

/** Stands for the SSO, which has tests of its own: a token here says in clear text whom it speaks for. */
async function verify(token: string): Promise<Principal> {
  const expiresAt = new Date(Date.now() + 60_000);
  const [kind, name = ''] = token.split(':');
  if (kind === 'sso' || kind === 'local') return { kind, account: name, expiresAt };
  if (kind === 'service') return { kind, clientId: name, expiresAt };
  throw new RequestError('UNAUTHENTICATED');
}

/** iDesk alone, met over HTTP: two departments, a clock that tests set, and a stand-in for iGate's side of the protocol. */
export async function openDesk(create: () => Promise<TestDatabase | DatabaseWithRoles> = createTestDatabase) {
  await using opening = new AsyncDisposableStack();
  const testDatabase = opening.use(await create());
  const folder = await mkdtemp(join(tmpdir(), 'idesk-test-'));
  opening.defer(() => rm(folder, { recursive: true, force: true }));
  const igate = opening.use(new IgateSide());
  const igateUrl = await igate.listen();
  const clock = { now: new Date('2026-11-23T02:00:00.000Z') };
  const statements: string[] = [];
  const logger = createLogger('idesk under test', { level: 'fatal' });
  const idesk = await createIdesk({
    databaseUrl: testDatabase.url,
    databaseOwnerUrl: 'ownerUrl' in testDatabase ? testDatabase.ownerUrl : undefined,
    poolSize: 10,
    store: await openFolderStore({ folder }),
    verify: { sso: verify, service: verify },
    peer: { url: () => igateUrl, token: async () => 'idesk-service-token', clientIds: ['igate'] },
    fileAddresses: { secret: 'a secret of at least 32 bytes, for tests', publicUrl: '', lifetimeSeconds: 300 },
    uploads: { maxFileBytes: 1_000_000, maxFiles: 5 },
    fileGraceSeconds: 86_400,
    transferPolicy: { attempts: 3, retryDelaySeconds: 1, retryDelayMaxSeconds: 1 },
    now: () => clock.now,
    logger,
    onStatement: (sql) => statements.push(sql),
  });
  opening.defer(() => idesk.close());
  const ownUrl = 'superuserUrl' in testDatabase ? testDatabase.superuserUrl : testDatabase.url;
  const database = opening.use(openDatabase<IdeskSchema>({ url: ownUrl, name: 'test', poolSize: 2, logger }));
  await fill(database.kysely);
  const app = createHttpServer(logger);
  opening.defer(() => app.close());
  idesk.register(app);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  await idesk.start();

  const everything = opening.move();
  const ask = <Data>(who: string | null, query: string, variables: Record<string, unknown> = {}, language = 'en') =>
    askGraph<Data>(`${url}/graphql`, query, variables, {
      token: who === null ? undefined : who.includes(':') ? who : `sso:${account(who)}`,
      headers: { 'accept-language': language },
    });
  return {
    url,
    ask,
    idesk,
    igate,
    clock,
    statements,
    database: database.kysely,
    pool: database.pool,
    databaseUrl: testDatabase.url,
    /** The data of an answer that holds no error. */
    get: async <Data>(who: string, query: string, variables: Record<string, unknown> = {}): Promise<Data> =>
      dataOf(await ask<Data>(who, query, variables)),
    close: () => everything.disposeAsync(),
  };
}

export type TestDesk = Awaited<ReturnType<typeof openDesk>>;

async function fill(database: Kysely<IdeskSchema>): Promise<void> {
  const departments = await database
    .insertInto('departments')
    .values([
      { code: 'STTTT', agency_code: '000.00.13.H08', name: 'Sở Thông tin và Truyền thông' },
      { code: 'SNN', agency_code: '000.00.10.H08', name: 'Sở Nông nghiệp và Phát triển nông thôn' },
    ])
    .returning(['id', 'code'])
    .execute();
  const idOf = (rows: { id: string; code: string }[], code: string): string => {
    const row = rows.find((candidate) => candidate.code === code);
    if (!row) throw new Error(`there is no ${code}`);
    return row.id;
  };
  const department_id = idOf(departments, 'STTTT');
  const divisions = await database
    .insertInto('divisions')
    .values([
      { department_id, code: 'BCVT', name: 'Phòng Bưu chính Viễn thông' },
      { department_id, code: 'CNTT', name: 'Phòng Công nghệ thông tin' },
    ])
    .returning(['id', 'code'])
    .execute();
  await database
    .insertInto('desk_users')
    .values(
      Object.entries(people).map(([name, person]) => ({
        sso_account: account(name),
        full_name: `Cán bộ ${name}`,
        position: null,
        department_id: idOf(departments, person.department ?? 'STTTT'),
        division_id: person.division ? idOf(divisions, person.division) : null,
        roles: person.roles,
      })),
    )
    .execute();
}

/** A code that no other test uses. */
export function newDossierCode(): string {
  const number = String(Number.parseInt(randomUUID().slice(0, 5), 16) % 1_000_000).padStart(6, '0');
  return `000.00.13.H08-261123-${number}`;
}

interface DraftState {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

/** One step of a draft, by whoever takes it in the ordinary way. */
export async function step(
  desk: TestDesk,
  who: string,
  field: string,
  draftId: string,
  version: number,
): Promise<GraphAnswer<Record<string, { draft: DraftState }>>> {
  const mutation = `mutation ($input: DraftStepInput!) { ${field}(input: $input) { draft { id version state } } }`;
  return desk.ask(who, mutation, { input: { draftId, version } });
}

/** A draft of `hoant`'s, up to a state. */
export async function draftIn(
  desk: TestDesk,
  state: 'DRAFTING' | 'SUBMITTED' | 'APPROVED' | 'SIGNED',
  input: Record<string, unknown> = {},
): Promise<DraftState> {
  const { createDraft } = await desk.get<{ createDraft: { draft: DraftState } }>(
    'hoant',
    'mutation ($input: CreateDraftInput!) { createDraft(input: $input) { draft { id version state } } }',
    { input: { subject: 'V/v cấp giấy phép bưu chính', ...input } },
  );
  return carryTo(desk, createDraft.draft, state);
}

export async function carryTo(desk: TestDesk, draft: DraftState, state: string): Promise<DraftState> {
  let current = draft;
  for (const [who, field] of [
    ['hoant', 'submitDraft'],
    ['truongphong', 'approveDraft'],
    ['lanhdao', 'signDraft'],
  ] as const) {
    if (current.state === state) break;
    current = dataOf(await step(desk, who, field, current.id, current.version))[field]?.draft ?? current;
  }
  return current;
}

export interface Issued {
  readonly id: string;
  readonly number: number;
  readonly symbol: string;
  readonly issuedOn: string;
  readonly files: readonly { readonly id: string; readonly name: string; readonly sha256: string }[];
}

export async function issue(
  desk: TestDesk,
  draft: DraftState,
  issuedOn?: string,
): Promise<GraphAnswer<{ issueDocument: { document: Issued } }>> {
  return desk.ask(
    'vanthu',
    `mutation ($input: IssueDocumentInput!) {
      issueDocument(input: $input) { document { id number symbol issuedOn files { id name sha256 } } }
    }`,
    { input: { draftId: draft.id, version: draft.version, ...(issuedOn !== undefined && { issuedOn }) } },
  );
}

/** What iGate sends, through iDesk's private address; the answer as it comes. */
export async function send(
  desk: TestDesk,
  transferId: string,
  sent: Record<string, unknown>,
  token = 'service:igate',
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${desk.url}/peer/drafts/${transferId}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ requestedAt: '2026-11-23T01:00:00Z', ssoAccount: account('hoant'), files: [], ...sent }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
}

/** A document of `hoant`'s that came from a dossier and was issued. */
export async function issuedFromIgate(
  desk: TestDesk,
  dossierCode: string,
  files: readonly object[] = [],
): Promise<Issued> {
  const { body } = await send(desk, randomUUID(), { dossierCode, subject: 'V/v cấp giấy phép bưu chính', files });
  const draft = { id: String(body['documentId']), version: Number(body['version']), state: 'DRAFTING' };
  return dataOf(await issue(desk, await carryTo(desk, draft, 'SIGNED'))).issueDocument.document;
}
