import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CookieJar } from '../../sso/cookie-jar.ts';
import { requestTokens, signIn, SignInRefused } from '../../sso/sign-in.ts';
import { askGraph, dataOf } from '../support/graph-client.ts';
import { issue, pdf, send, submitApproveAndSign } from '../support/journey.ts';
import { System } from '../support/system.ts';
import { applicant } from './authorization/rows.ts';

const wrongPassword = 'mật khẩu sai 7f3a';
const password = 'lienthong-demo';
const parts = ['launcher', 'sso', 'igate', 'idesk', 'gateway'];

let system: System;
/** Whatever of the journey must be found in no log. */
const secrets = new Map<string, string>();
beforeAll(async () => {
  system = await System.start('distributed', { LOG_LEVEL: 'trace', DEMO_DOSSIERS: '20' });
}, 120_000);
afterAll(async () => {
  await system.stop();
}, 60_000);

it('no process of the system logs a citizen’s data, a token, a password or a secret through the whole journey, at the most talkative level', async () => {
  for (const [what, value] of Object.entries({ ...applicant, password, wrongPassword })) secrets.set(what, value);
  secrets.set('part of the name', 'Bích Nguyệt');
  const issuer = await signInAndOut();
  await mistakesAtTheSso(issuer);
  const { code, files } = await theWholeWay();
  await readings(code);
  for (const address of files) {
    secrets.set(`file address ${address}`, new URL(address).pathname.split('/')[3] ?? address);
    await system.bytes(address);
    await (await fetch(address.replace(/\.[\w-]{4}/, '.xxxx'))).arrayBuffer();
  }
  await mistakes(code);
  for (const account of ['hoant', 'motcua', 'truongphong', 'lanhdao', 'vanthu']) {
    secrets.set(`token of ${account}`, await system.token(account));
  }
  const kept = JSON.parse(await readFile(join(system.dataDir, 'secrets.json'), 'utf8')) as object;
  for (const [name, secret] of Object.entries(kept)) secrets.set(name, String(secret));
  // Ending flushes what each part has still to write.
  await system.interrupt();

  const logs = await logsIn(system.dataDir);
  const log = [...logs.values()].join('\n');
  for (const part of parts) expect(log).toContain(`"name":"${part}"`);
  expect([...logs.keys()].filter((name) => name.endsWith('server.log'))).not.toEqual([]);
  expect(secrets.size).toBeGreaterThan(18);
  const found = [...secrets].filter(([, secret]) => log.includes(secret) || log.includes(encodeURIComponent(secret)));
  expect(found.map(([what]) => what)).toEqual([]);
}, 240_000);

/** Every text that a part has written: its own log, and PostgreSQL's. */
async function logsIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const logs = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.log'));
  return new Map(
    await Promise.all(
      logs.map(async ({ parentPath, name }): Promise<[string, string]> => {
        const path = join(parentPath, name);
        return [path.slice(folder.length), await readFile(path, 'utf8')];
      }),
    ),
  );
}

/** An officer signs in at the SSO's page, asks with the token, and logs out there. */
async function signInAndOut(): Promise<string> {
  const metadata = await fetch(`${system.url}/.well-known/oauth-protected-resource`);
  const { authorization_servers } = (await metadata.json()) as { authorization_servers: [string] };
  const [issuer] = authorization_servers;
  const cookies = new CookieJar();
  const { accessToken, idToken } = await requestTokens({ issuer, account: 'chuyenvien2', password, cookies });
  secrets.set('access token', accessToken);
  secrets.set('ID token', idToken);
  await askGraph(`${system.url}/graphql`, '{ me { account } }', {}, { token: accessToken });
  const end = new URL(`${issuer}/session/end?id_token_hint=${idToken}`);
  const header = cookies.headerFor(end);
  secrets.set('session cookie', /_session=([^;]+)/.exec(header)?.[1] ?? 'no session cookie');
  const page = await fetch(end, { headers: { cookie: header } });
  cookies.store(end, page.headers);
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  const confirm = new URL(`${issuer}/session/end/confirm`);
  await fetch(confirm, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookies.headerFor(confirm) },
    body: new URLSearchParams({ xsrf, logout: 'yes' }),
  });
  await askGraph(`${system.url}/graphql`, '{ me { account } }', {}, { token: accessToken });
  return issuer;
}

async function mistakesAtTheSso(issuer: string): Promise<void> {
  await expect(signIn({ issuer, account: 'hoant', password: wrongPassword })).rejects.toThrow(SignInRefused);
  await expect(signIn({ issuer, account: applicant.email, password: wrongPassword })).rejects.toThrow(SignInRefused);
  const form = new URLSearchParams({ grant_type: 'authorization_code', code: wrongPassword, client_secret: password });
  await fetch(`${issuer}/token`, { method: 'POST', body: form });
  await fetch(`${issuer}/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'password', password }) });
  await fetch(`${issuer}/auth?client_id=nobody&login_hint=${encodeURIComponent(applicant.email)}`);
}

/** From the counter to an issued document whose files come back by both ways. */
async function theWholeWay(): Promise<{ code: string; files: readonly string[] }> {
  const { procedures } = dataOf(
    await system.ask<{ procedures: { id: string }[] }>('motcua', '{ procedures(search: "bưu chính") { id } }'),
  );
  const received = dataOf(
    await system.ask<{ receiveDossier: { dossier: { code: string; attachments: { id: string }[] } } }>(
      'motcua',
      `mutation ($input: ReceiveDossierInput!) { receiveDossier(input: $input) {
        dossier { code attachments { id } }
      } }`,
      { input: { procedure: procedures[0]?.id, applicant, components: [pdf('Đơn.pdf', 'component')] } },
    ),
  );
  const { code, attachments } = received.receiveDossier.dossier;
  await change('truongphong', 'assignDossier', 'AssignDossierInput', 'dossier', {
    dossierCode: code,
    assignee: 'nthoa@stttt.binhdinh.gov.vn',
  });
  const { draftId } = await send(system, {
    dossierCode: code,
    attachmentIds: attachments.map(({ id }) => id),
    uploads: [pdf('Dự thảo.pdf', 'upload')],
  });
  const document = await issue(system, draftId, await submitApproveAndSign(system, draftId));
  await change('hoant', 'attachResults', 'AttachResultsInput', 'dossier', {
    dossierCode: code,
    fileIds: document.files.slice(0, 1).map(({ id }) => id),
  });
  await change('vanthu', 'pushResultsToIgate', 'PushResultsToIgateInput', 'push', { documentId: document.id });
  const { dossier } = dataOf(
    await system.ask<{
      dossier: { attachments: { downloadUrl: string }[]; issuedDocuments: { files: { downloadUrl: string }[] }[] };
    }>(
      'hoant',
      `query ($code: DossierCode!) { dossier(code: $code) {
        attachments { downloadUrl } issuedDocuments { files { downloadUrl } }
      } }`,
      { code },
    ),
  );
  const files = [...dossier.attachments, ...dossier.issuedDocuments.flatMap((one) => one.files)];
  return { code, files: files.slice(0, 4).map(({ downloadUrl }) => downloadUrl) };
}

async function change(account: string, field: string, type: string, answer: string, input: object): Promise<void> {
  const mutation = `mutation ($input: ${type}!) { ${field}(input: $input) { ${answer} { __typename } } }`;
  dataOf(await system.ask(account, mutation, { input }));
}

/** Data that are shown in clear to whoever may see them, and searches for them. */
async function readings(code: string): Promise<void> {
  const reveal = `query ($code: DossierCode!) { dossier(code: $code) { applicant {
    fullName nationalId(reveal: true) phone(reveal: true) email(reveal: true) address(reveal: true)
  } } }`;
  dataOf(await system.ask('hoant', reveal, { code }));
  const search = 'query ($words: String) { dossiers(filter: { search: $words }) { totalCount } }';
  dataOf(await system.ask('motcua', search, { words: applicant.fullName }));
  await system.ask('motcua', `{ dossiers(filter: { search: "${applicant.phone}" }) { totalCount } }`);
}

/** What goes wrong tends to be logged with what it was about. */
async function mistakes(code: string): Promise<void> {
  const { fullName, nationalId, phone } = applicant;
  const iGateSignIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
  const account = 'ig.chualienket@stttt.binhdinh.gov.vn';
  for (const [who, query, variables] of [
    ['motcua', `{ dossier(code: "${nationalId}") { code } }`, {}],
    ['motcua', `{ dossiers(filter: { search: "${fullName}", nothing: 1 }) { totalCount } }`, {}],
    [
      'motcua',
      'mutation ($input: ReceiveDossierInput!) { receiveDossier(input: $input) { dossier { code } } }',
      { input: { procedure: code, applicant: { fullName: [fullName], phone: { phone } } } },
    ],
    [null, iGateSignIn, { input: { account, password: wrongPassword } }],
    [null, iGateSignIn, { input: { account, password } }],
  ] as const) {
    await system.ask(who, query, variables);
  }
  for (const url of [system.url, await system.privateUrl('igate'), await system.privateUrl('idesk')]) {
    const headers = { 'content-type': 'application/json', cookie: `phone=${phone}` };
    await fetch(`${url}/graphql`, { method: 'POST', headers, body: `{ "query": "${fullName} ${phone}` });
    await fetch(`${url}/${encodeURIComponent(fullName)}?phone=${phone}`, { headers: { cookie: `phone=${phone}` } });
  }
}
