import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RequestError } from '../../platform/errors.ts';
import { openFolderStore } from '../../platform/files/folder-store.ts';
import { createLogger } from '../../platform/logging.ts';
import { createHttpServer } from '../../platform/serving/http-server.ts';
import type { IssuerVerifier, Principal } from '../../platform/tokens/principal.ts';
import { createIdesk } from '../../subgraphs/idesk/idesk.ts';
import { createIgate } from '../../subgraphs/igate/igate.ts';
import { demoNow, demoPlace } from '../demo/seeded.ts';
import { askGraph, dataOf } from '../support/graph-client.ts';

/** Stands for the SSO, which has tests of its own: a token here says in clear text whom it speaks for. */
function principalOf(token: string): Principal | undefined {
  const [kind, account = ''] = token.split(':');
  return kind === 'sso' ? { kind, account, expiresAt: new Date(Date.now() + 60_000) } : undefined;
}

const verify: IssuerVerifier = Object.assign(
  async (token: string) => {
    const principal = principalOf(token);
    if (!principal) throw new RequestError('UNAUTHENTICATED');
    return principal;
  },
  { issuer: 'test', recall: principalOf },
);

const accountOf = (name: string): string => (name.includes('@') ? name : `${name}@stttt.binhdinh.gov.vn`);

/** Both systems over demo data that tells a year, at its end; neither reaches the other. */
export async function openReportedProvince(dossiers: number) {
  await using opening = new AsyncDisposableStack();
  const place = opening.use(await demoPlace());
  await place.seed({ dossiers });
  const folder = await mkdtemp(join(tmpdir(), 'reports-test-'));
  opening.defer(() => rm(folder, { recursive: true, force: true }));
  const logger = createLogger('reports under test', { level: 'fatal' });
  const clock = { now: demoNow };
  const options = {
    poolSize: 10,
    store: await openFolderStore({ folder }),
    verify: { sso: verify, service: verify },
    peer: { url: () => 'http://127.0.0.1:9', token: async () => 'a token', clientIds: [] },
    fileAddresses: { secret: 'a secret of at least 32 bytes, for tests', publicUrl: '', lifetimeSeconds: 300 },
    uploads: { maxFileBytes: 1_000_000, maxFiles: 5 },
    fileGraceSeconds: 86_400,
    transferPolicy: { attempts: 3, retryDelaySeconds: 1, retryDelayMaxSeconds: 1 },
    now: () => clock.now,
    logger,
  };
  const igate = await createIgate({ ...options, databaseUrl: place.urls.igate, localTokenLifetimeSeconds: 3600 });
  opening.defer(() => igate.close());
  const idesk = await createIdesk({ ...options, databaseUrl: place.urls.idesk });
  opening.defer(() => idesk.close());
  const urls = { igate: '', idesk: '' };
  for (const [name, subgraph] of [['igate', igate] as const, ['idesk', idesk] as const]) {
    const app = createHttpServer(logger);
    opening.defer(() => app.close());
    subgraph.register(app);
    urls[name] = await app.listen({ host: '127.0.0.1', port: 0 });
  }
  const kept = opening.move();
  const ask = <Data>(
    system: 'igate' | 'idesk',
    who: string,
    query: string,
    variables: Record<string, unknown> = {},
    language = 'vi',
  ) =>
    askGraph<Data>(`${urls[system]}/graphql`, query, variables, {
      token: `sso:${accountOf(who)}`,
      headers: { 'accept-language': language },
    });
  return {
    urls,
    clock,
    igate: place.igate,
    idesk: place.idesk,
    ask,
    get: async <Data>(
      system: 'igate' | 'idesk',
      who: string,
      query: string,
      variables: Record<string, unknown> = {},
    ): Promise<Data> => dataOf(await ask<Data>(system, who, query, variables)),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

export type ReportedProvince = Awaited<ReturnType<typeof openReportedProvince>>;
