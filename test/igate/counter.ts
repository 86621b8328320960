import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { openDatabase } from '../../platform/database/database.ts';
import { RequestError } from '../../platform/errors.ts';
import { openFolderStore } from '../../platform/files/folder-store.ts';
import { createLogger } from '../../platform/logging.ts';
import { createHttpServer } from '../../platform/serving/http-server.ts';
import type { IssuerVerifier, Principal } from '../../platform/tokens/principal.ts';
import type { OfficerRole } from '../../subgraphs/igate/domain/officer.ts';
import { hashPassword } from '../../subgraphs/igate/domain/password.ts';
import { createIgate } from '../../subgraphs/igate/igate.ts';
import type { IgateSchema } from '../../subgraphs/igate/store/schema.ts';
import { createTestDatabase, type DatabaseWithRoles, type TestDatabase } from '../support/database.ts';
import { askGraph, dataOf } from '../support/graph-client.ts';
import { IdeskSide } from './idesk-side.ts';

interface Person {
  readonly roles: OfficerRole[];
  readonly division?: 'BCVT' | 'CNTT' | 'TT';
  readonly department?: 'SNN';
  readonly linked?: false;
}

const people: Readonly<Record<string, Person>> = {
  hoa: { roles: ['SPECIALIST'], division: 'BCVT' },
  dongnghiep: { roles: ['SPECIALIST'], division: 'BCVT' },
  chuyenvien2: { roles: ['SPECIALIST'], division: 'CNTT' },
  truongphong: { roles: ['DIVISION_HEAD'], division: 'BCVT' },
  truongphongcntt: { roles: ['DIVISION_HEAD'], division: 'CNTT' },
  lanhdao: { roles: ['DEPARTMENT_LEADER'] },
  vanthu: { roles: ['CLERK'] },
  motcua: { roles: ['ONE_STOP_OFFICER'] },
  quantri: { roles: ['ADMINISTRATOR'] },
  baocao: { roles: ['REPORT_VIEWER'] },
  chualienket: { roles: ['SPECIALIST'], division: 'BCVT', linked: false },
  vanthumotcua: { roles: ['CLERK', 'ONE_STOP_OFFICER'] },
  motcuasnn: { roles: ['ONE_STOP_OFFICER'], department: 'SNN' },
};

/** The SSO account of one of the people above. */
export const ssoAccount = (name: string): string => `${name}@binhdinh.gov.vn`;
/** The iGate account, which differs. */
export const igateAccount = (name: string): string => `ig.${name}@binhdinh.gov.vn`;

export const password = 'mật khẩu của tôi';

/** Stands for the SSO, which has tests of its own: a token here says in clear text whom it speaks for. */
function principalOf(token: string): Principal | undefined {
  const expiresAt = new Date(Date.now() + 60_000);
  const [kind, name = ''] = token.split(':');
  if (kind === 'sso') return { kind, account: name, expiresAt };
  if (kind === 'service') return { kind, clientId: name, expiresAt };
  return undefined;
}

const verify: IssuerVerifier = Object.assign(
  async (token: string) => {
    const principal = principalOf(token);
    if (!principal) throw new RequestError('UNAUTHENTICATED');
    return principal;
  },
  { issuer: 'the stand-in', recall: principalOf },
);

/** iGate alone, met over HTTP: two departments, a clock that tests set, and a stand-in for iDesk's side of the protocol. */
export async function openCounter(create: () => Promise<TestDatabase | DatabaseWithRoles> = createTestDatabase) {
  await using opening = new AsyncDisposableStack();
  const testDatabase = opening.use(await create());
  const folder = await mkdtemp(join(tmpdir(), 'igate-test-'));
  opening.defer(() => rm(folder, { recursive: true, force: true }));
  const idesk = opening.use(new IdeskSide());
  const ideskUrl = await idesk.listen();
  // Monday morning, 9:00 in Vietnam.
  const clock = { now: new Date('2026-11-23T02:00:00.000Z') };
  const statements: string[] = [];
  const logger = createLogger('igate under test', { level: 'fatal' });
  const igate = await createIgate({
    databaseUrl: testDatabase.url,
    databaseOwnerUrl: 'ownerUrl' in testDatabase ? testDatabase.ownerUrl : undefined,
    poolSize: 10,
    store: await openFolderStore({ folder }),
    verify: { sso: verify, service: verify },
    peer: { url: () => ideskUrl, token: async () => 'igate-service-token', clientIds: ['idesk'] },
    fileAddresses: { secret: 'a secret of at least 32 bytes, for tests', publicUrl: '', lifetimeSeconds: 300 },
    uploads: { maxFileBytes: 1_000_000, maxFiles: 20 },
    fileGraceSeconds: 86_400,
    transferPolicy: { attempts: 2, retryDelaySeconds: 1, retryDelayMaxSeconds: 1 },
    localTokenLifetimeSeconds: 3600,
    now: () => clock.now,
    logger,
    onStatement: (sql) => statements.push(sql),
  });
  opening.defer(() => igate.close());
  const ownUrl = 'superuserUrl' in testDatabase ? testDatabase.superuserUrl : testDatabase.url;
  const database = opening.use(openDatabase<IgateSchema>({ url: ownUrl, name: 'test', poolSize: 2, logger }));
  const ids = await fill(database.kysely);
  const app = createHttpServer(logger);
  opening.defer(() => app.close());
  igate.register(app);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  idesk.igateUrl = url;
  await igate.start();

  const everything = opening.move();
  const ask = <Data>(who: string | null, query: string, variables: Record<string, unknown> = {}, language = 'en') =>
    askGraph<Data>(`${url}/graphql`, query, variables, {
      token: who === null ? undefined : who.includes(':') || who.includes('.') ? who : `sso:${ssoAccount(who)}`,
      headers: { 'accept-language': language },
    });
  return {
    url,
    ask,
    igate,
    idesk,
    /** Where iGate keeps its files. */
    folder,
    clock,
    statements,
    ids,
    database: database.kysely,
    pool: database.pool,
    databaseUrl: testDatabase.url,
    /** The data of an answer that holds no error. */
    get: async <Data>(who: string | null, query: string, variables: Record<string, unknown> = {}): Promise<Data> =>
      dataOf(await ask<Data>(who, query, variables)),
    close: () => everything.disposeAsync(),
  };
}

export type Counter = Awaited<ReturnType<typeof openCounter>>;

async function fill(database: Kysely<IgateSchema>) {
  const departments = await database
    .insertInto('departments')
    .values([
      { code: 'STTTT', agency_code: '000.00.13.H08', name: 'Sở Thông tin và Truyền thông' },
      { code: 'SNN', agency_code: '000.00.10.H08', name: 'Sở Nông nghiệp và Phát triển nông thôn' },
    ])
    .returning(['id', 'code'])
    .execute();
  const department = named(departments);
  const divisions = await database
    .insertInto('divisions')
    .values([
      { department_id: department('STTTT'), code: 'BCVT', name: 'Phòng Bưu chính Viễn thông' },
      { department_id: department('STTTT'), code: 'CNTT', name: 'Phòng Công nghệ thông tin' },
      { department_id: department('SNN'), code: 'TT', name: 'Phòng Trồng trọt' },
    ])
    .returning(['id', 'code'])
    .execute();
  const division = named(divisions);
  const password_hash = await hashPassword(password);
  await database
    .insertInto('officers')
    .values(
      Object.entries(people).map(([name, person]) => ({
        account: igateAccount(name),
        full_name: `Cán bộ ${name}`,
        position: null,
        department_id: department(person.department ?? 'STTTT'),
        division_id: person.division ? division(person.division) : null,
        roles: person.roles,
        password_hash,
        linked_sso_account: person.linked === false ? null : ssoAccount(name),
      })),
    )
    .execute();
  const procedures = await database
    .insertInto('procedures')
    .values([
      {
        department_id: department('STTTT'),
        code: '1.003659',
        field: 'Bưu chính',
        name: 'Cấp giấy phép bưu chính',
        processing_days: 20,
      },
      {
        department_id: department('STTTT'),
        code: '1.001234',
        field: 'Internet',
        name: 'Cấp phép thiết lập mạng xã hội',
        processing_days: 5,
      },
      {
        department_id: department('SNN'),
        code: '1.007777',
        field: 'Trồng trọt',
        name: 'Cấp giấy chứng nhận cây đầu dòng',
        processing_days: 10,
      },
    ])
    .returning(['id', 'code'])
    .execute();
  const procedure = named(procedures);
  return {
    division,
    postalLicence: procedure('1.003659'),
    socialNetwork: procedure('1.001234'),
    farming: procedure('1.007777'),
  };
}

function named(rows: readonly { readonly id: string; readonly code: string }[]): (code: string) => string {
  return (code) => {
    const row = rows.find((candidate) => candidate.code === code);
    if (!row) throw new Error(`there is no ${code}`);
    return row.id;
  };
}

export const applicant = {
  fullName: 'Trần Văn Bình',
  nationalId: '052099001234',
  phone: '0905123456',
  email: 'binh@example.vn',
  address: '12 Lê Lợi, Quy Nhơn, Bình Định',
};

/** Receives a dossier at the counter of the first department; its code. */
export async function receive(counter: Counter, input: Record<string, unknown> = {}, who = 'motcua'): Promise<string> {
  const data = await counter.get<{ receiveDossier: { dossier: { code: string } } }>(
    who,
    'mutation ($input: ReceiveDossierInput!) { receiveDossier(input: $input) { dossier { code } } }',
    { input: { procedure: counter.ids.postalLicence, applicant, ...input } },
  );
  return data.receiveDossier.dossier.code;
}

export const assignment =
  'mutation ($input: AssignDossierInput!) { assignDossier(input: $input) { dossier { code status currentStep { kind } } } }';

/** A dossier that `hoa` is processing. */
export async function receiveAndAssign(counter: Counter, input: Record<string, unknown> = {}): Promise<string> {
  const dossierCode = await receive(counter, input);
  await counter.get('truongphong', assignment, { input: { dossierCode, assignee: igateAccount('hoa') } });
  return dossierCode;
}

export const suspension =
  'mutation ($input: HoldDossierInput!) { suspendDossier(input: $input) { dossier { code status } } }';

export const completion =
  'mutation ($input: CompleteStepInput!) { completeStep(input: $input) { dossier { status currentStep { kind } completedAt returnedAt } } }';

export const complete = (counter: Counter, who: string, dossierCode: string) =>
  counter.ask<{ completeStep: { dossier: { status: string; currentStep: { kind: string } } } }>(who, completion, {
    input: { dossierCode },
  });

export interface LoggedEntry {
  readonly action: string;
  readonly outcome: string;
  readonly details: string | null;
  readonly officer: { readonly account: string } | null;
}

/** The audit log of a dossier as the administrator reads it, oldest first. */
export async function auditOf(counter: Counter, dossierCode: string): Promise<readonly LoggedEntry[]> {
  const data = await counter.get<{ auditLog: { edges: { node: LoggedEntry }[] } }>(
    'quantri',
    `query ($filter: AuditFilter) {
      auditLog(filter: $filter, first: 500) { edges { node { action outcome details officer { account } } } }
    }`,
    { filter: { dossierCode } },
  );
  return data.auditLog.edges.map((edge) => edge.node).toReversed();
}

/** Asks again and again until the answer is as wanted; fails with the last answer after 15 s. */
export async function eventually<Value>(read: () => Promise<Value>, wanted: (value: Value) => boolean): Promise<Value> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const value = await read();
    if (wanted(value)) return value;
    if (Date.now() > deadline) throw new Error(`in the end it was ${JSON.stringify(value)}`);
    await delay(50);
  }
}
