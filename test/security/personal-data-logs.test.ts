import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { dataOf, refusalOf } from '../support/graph-client.ts';
import { pdf } from '../support/journey.ts';
import { igateAccount, password, type Caller } from './authorization/accounts.ts';
import { openProvince, type Province } from './authorization/province.ts';
import { applicant } from './authorization/rows.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let folder: string;
let province: Province;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lienthong-log-'));
  province = await openProvince({ level: 'trace', destination: join(folder, 'log') });
});
afterAll(async () => {
  await province.close();
  await rm(folder, { recursive: true, force: true });
});

const receive = 'mutation ($input: ReceiveDossierInput!) { receiveDossier(input: $input) { dossier { code } } }';

it('gateway, iGate and iDesk log no citizen’s data, no token and no password, at whatever level', async () => {
  const code = await onItsWay();
  const { dossier } = await province.get<{ dossier: { attachments: { downloadUrl: string }[] } }>(
    'gateway',
    'lanhdao',
    `query ($code: DossierCode!) { dossier(code: $code) {
      applicant { fullName nationalId(reveal: true) phone(reveal: true) email(reveal: true) address(reveal: true) }
      attachments { downloadUrl } drafts { subject }
    } }`,
    { code },
  );
  const address = dossier.attachments[0]?.downloadUrl ?? '';
  expect((await fetch(`${province.urls.gateway}${address}`)).status).toBe(200);
  await mistakes(code);

  const log = await logAfterAll();
  for (const part of ['igate', 'idesk']) expect(log).toContain(`"subgraph":"${part}"`);
  const tokens = (['lanhdao', 'chualienket in iGate'] as const).map((caller) => String(province.tokenOf(caller)));
  const signed = address.split('/')[3] ?? address;
  const secrets = [...Object.values(applicant), 'Bích Nguyệt', password, 'mật khẩu sai', ...tokens, signed];
  expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
});

it('an error of the database is logged without the row that it is about', async () => {
  await sql`alter table dossiers add constraint broken check (applicant_phone is null) not valid`.execute(
    province.igate,
  );
  const answer = await province.ask('gateway', 'motcua', receive, {
    input: { procedure: province.offices.igate.procedure.STTTT, applicant },
  });
  const log = await logAfterAll();
  expect(refusalOf(answer).code).toBe('INTERNAL_SERVER_ERROR');
  expect(log).toContain('"constraint":"broken"');
  expect(Object.values(applicant).filter((datum) => log.includes(datum))).toEqual([]);
});

/** The log, once all that has happened until now is in it: lines are gathered before they are written. */
async function logAfterAll(): Promise<string> {
  const requestId = randomUUID();
  await fetch(`${province.urls.gateway}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': requestId },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  const read = () => readFile(join(folder, 'log'), 'utf8');
  await expect.poll(read).toContain(requestId);
  return read();
}

/** A dossier of the applicant, received, assigned and sent to iDesk. */
async function onItsWay(): Promise<string> {
  const procedure = province.offices.igate.procedure.STTTT;
  const received = await change<{ receiveDossier: { dossier: { code: string } } }>('motcua', receive, {
    procedure,
    applicant,
    components: [pdf('Đơn.pdf', 'component')],
  });
  const dossierCode = received.receiveDossier.dossier.code;
  await change(
    'truongphong',
    'mutation ($input: AssignDossierInput!) { assignDossier(input: $input) { dossier { code } } }',
    { dossierCode, assignee: igateAccount('hoant') },
  );
  await change('hoant', 'mutation ($input: SendToIdeskInput!) { sendToIdesk(input: $input) { transfer { id } } }', {
    dossierCode,
    uploads: [pdf('Dự thảo.pdf', 'upload')],
  });
  return dossierCode;
}

async function change<Data>(caller: Caller, mutation: string, input: object): Promise<Data> {
  return dataOf(await province.ask<Data>('gateway', caller, mutation, { input }));
}

/** What goes wrong tends to be logged with what it was about. */
async function mistakes(code: string): Promise<void> {
  const { fullName, nationalId, phone } = applicant;
  const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
  for (const [caller, query, variables] of [
    ['motcua', 'query ($words: String) { dossiers(filter: { search: $words }) { totalCount } }', { words: fullName }],
    ['motcua', `query { dossier(code: "${nationalId}") { code } }`, {}],
    ['motcua', `query { dossiers(filter: { search: "${fullName}", nothing: 1 }) { totalCount } }`, {}],
    ['motcua', receive, { input: { procedure: code, applicant: { fullName: [fullName], phone: { phone } } } }],
    ['nobody', signIn, { input: { account: igateAccount('hoant'), password } }],
    ['nobody', signIn, { input: { account: igateAccount('hoant'), password: 'mật khẩu sai' } }],
  ] as const) {
    await province.ask('gateway', caller, query, variables);
  }
  for (const url of Object.values(province.urls)) {
    const headers = { 'content-type': 'application/json' };
    await fetch(`${url}/graphql`, { method: 'POST', headers, body: `{ "query": "${fullName} ${phone}` });
  }
}
