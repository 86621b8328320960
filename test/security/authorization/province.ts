import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGateway } from '../../../gateway/gateway.ts';
import { openDatabase } from '../../../platform/database/database.ts';
import type { ChangeSource } from '../../../platform/changes/change.ts';
import { RequestError } from '../../../platform/errors.ts';
import type { FileStore } from '../../../platform/files/file-store.ts';
import { openFolderStore } from '../../../platform/files/folder-store.ts';
import { createLogger, type Logger, type LogOptions } from '../../../platform/logging.ts';
import { createHttpServer } from '../../../platform/serving/http-server.ts';
import type { SubgraphSource } from '../../../platform/serving/subgraph-source.ts';
import type { IssuerVerifier, Principal } from '../../../platform/tokens/principal.ts';
import { supergraphSdl } from '../../../schema/subgraphs.ts';
import { createIdesk } from '../../../subgraphs/idesk/idesk.ts';
import type { IdeskSchema } from '../../../subgraphs/idesk/store/schema.ts';
import { createIgate } from '../../../subgraphs/igate/igate.ts';
import type { IgateSchema } from '../../../subgraphs/igate/store/schema.ts';
import { ampleLimits, client } from '../../gateway/gateway-under-test.ts';
import { createTestDatabase } from '../../support/database.ts';
import { pdf } from '../../support/journey.ts';
import { askGraph, dataOf, type GraphAnswer } from '../../support/graph-client.ts';
import { accountNames, igateAccount, password, ssoAccount, type AccountName, type Caller } from './accounts.ts';
import { openRecordingProxy } from '../recording-proxy.ts';
import { fillOffices } from './offices.ts';

/** Where a question is put: to a subgraph directly, as the gateway would, or to the gateway, as a client would. */
export type Door = 'igate' | 'idesk' | 'gateway';

const uploads = { maxFileBytes: 1_000_000, maxFiles: 5 };
const transferPolicy = { attempts: 2, retryDelaySeconds: 1, retryDelayMaxSeconds: 1 };

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

/** Both subgraphs and the gateway in this process, met over HTTP, each subgraph on a database of its own. */
export async function openProvince(logTo: LogOptions = { level: 'fatal' }) {
  const logger = createLogger('province under test', logTo);
  await using opening = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'lienthong-security-'));
  opening.defer(() => rm(folder, { recursive: true, force: true }));
  const databases = { igate: opening.use(await createTestDatabase()), idesk: opening.use(await createTestDatabase()) };
  const urls = { igate: '', idesk: '', gateway: '' };
  // What the two systems say to each other goes through these.
  const towards = {
    igate: opening.use(await openRecordingProxy(() => urls.igate)),
    idesk: opening.use(await openRecordingProxy(() => urls.idesk)),
  };
  const statements: Record<'igate' | 'idesk', string[]> = { igate: [], idesk: [] };
  const common = {
    poolSize: 10,
    verify: { sso: verify, service: verify },
    fileAddresses: { secret: 'a secret of at least 32 bytes, for tests', publicUrl: '', lifetimeSeconds: 300 },
    uploads,
    fileGraceSeconds: 86_400,
    transferPolicy,
    now: () => new Date(),
    logger,
  };
  const igateFiles = await openFolderStore({ folder: join(folder, 'igate') });
  const ideskFiles = await openFolderStore({ folder: join(folder, 'idesk') });
  const igate = await createIgate({
    ...common,
    databaseUrl: databases.igate.url,
    store: igateFiles,
    peer: { url: () => towards.idesk.url, token: async () => 'service:igate', clientIds: ['idesk'] },
    localTokenLifetimeSeconds: 3600,
    onStatement: (sql) => statements.igate.push(sql),
  });
  opening.defer(() => igate.close());
  const idesk = await createIdesk({
    ...common,
    databaseUrl: databases.idesk.url,
    store: ideskFiles,
    peer: { url: () => towards.igate.url, token: async () => 'service:idesk', clientIds: ['igate'] },
    onStatement: (sql) => statements.idesk.push(sql),
  });
  opening.defer(() => idesk.close());

  const open = { name: 'test', poolSize: 4, logger };
  const igateDatabase = opening.use(openDatabase<IgateSchema>({ ...open, url: databases.igate.url }));
  const ideskDatabase = opening.use(openDatabase<IdeskSchema>({ ...open, url: databases.idesk.url }));
  const offices = await fillOffices(igateDatabase.kysely, ideskDatabase.kysely);
  const file = await keep([igateFiles, ideskFiles], pdf('Kết quả.pdf', 'a result'));

  for (const [name, subgraph] of [
    ['igate', igate],
    ['idesk', idesk],
  ] as const) {
    const app = createHttpServer(logger);
    subgraph.register(app);
    urls[name] = await app.listen({ host: '127.0.0.1', port: 0 });
    opening.defer(() => app.close());
    await subgraph.start();
  }
  urls.gateway = opening.adopt(await listenAsGateway([igate, idesk], urls, logger), ({ app }) => app.close()).url;

  const tokens = new Map<Caller, string>();
  const tokenOf = (caller: Caller): string | undefined => {
    if (caller === 'nobody') return undefined;
    return tokens.get(caller) ?? `sso:${ssoAccount(caller === 'chualienket in iGate' ? 'chualienket' : caller)}`;
  };
  const ask = <Data>(
    door: Door,
    caller: Caller,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<GraphAnswer<Data>> =>
    askGraph<Data>(`${urls[door]}/graphql`, query, variables, {
      token: tokenOf(caller),
      headers: { 'accept-language': 'en' },
    });
  tokens.set('chualienket in iGate', await signInToIgate(ask));

  const everything = opening.move();
  return {
    urls,
    databases,
    statements,
    /** Every byte that the two systems have exchanged, as text. */
    crossed: () => towards.igate.recorded() + towards.idesk.recorded(),
    offices,
    /** What every file of a row is: kept in both systems. */
    file,
    participants: accountNames.map(ssoAccount),
    igate: igateDatabase.kysely,
    idesk: ideskDatabase.kysely,
    tokenOf,
    ask,
    /** The data of an answer that holds no error. */
    get: async <Data>(door: Door, caller: Caller, query: string, variables: Record<string, unknown> = {}) =>
      dataOf(await ask<Data>(door, caller, query, variables)),
    close: () => everything.disposeAsync(),
  };
}

export type Province = Awaited<ReturnType<typeof openProvince>>;

async function keep(stores: readonly FileStore[], file: File) {
  const bytes = Buffer.from(await file.arrayBuffer());
  const [kept] = await Promise.all(
    stores.map(async (store) => {
      const received = await store.receive(Readable.from([bytes]), { maxBytes: bytes.length });
      await received.keep();
      return { media_type: 'application/pdf', size: received.size, sha256: received.sha256 };
    }),
  );
  if (!kept) throw new Error('there is no store');
  return kept;
}

async function listenAsGateway(
  subgraphs: readonly { readonly source: SubgraphSource; readonly changes: ChangeSource }[],
  urls: { igate: string; idesk: string },
  logger: Logger,
) {
  const { app } = await createGateway({
    supergraph: supergraphSdl(),
    sources: subgraphs.map(({ source }) => source),
    subscriptions: {
      changes: subgraphs.map(({ changes }) => changes),
      limits: { perOfficer: 10, perAddress: 100, total: 100 },
    },
    // Whoever signed in to iGate has a token that only iGate can read; the gateway's own check has tests of its own.
    authenticate: async (token) =>
      token.startsWith('sso:')
        ? verify(token)
        : { kind: 'local', account: '', expiresAt: new Date(Date.now() + 60_000) },
    fileOrigins: { igate: () => urls.igate, idesk: () => urls.idesk },
    publicUrl: 'https://lienthong.example.vn',
    authorizationServers: ['https://sso.example.vn'],
    graphiql: null,
    limits: { ...uploads, maxBodyBytes: 1_000_000, operation: ampleLimits },
    chargeCaller: null,
    persistedOperations: { manifest: null, mode: 'off' },
    allowedOrigins: [],
    timeouts: { connectMs: 5000, answerMs: 170_000, client },
    readiness: {},
    logger,
  });
  return { app, url: await app.listen({ host: '127.0.0.1', port: 0 }) };
}

async function signInToIgate(
  ask: (door: Door, caller: Caller, query: string, variables: Record<string, unknown>) => Promise<GraphAnswer<unknown>>,
): Promise<string> {
  const account: AccountName = 'chualienket';
  const answer = await ask(
    'igate',
    'nobody',
    'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }',
    {
      input: { account: igateAccount(account), password },
    },
  );
  const { signIn } = dataOf(answer) as { signIn: { accessToken: string } };
  return signIn.accessToken;
}
