import Fastify from 'fastify';
import type { JWK } from 'jose';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '../../platform/logging.ts';
import { demoAccounts } from '../../sso/demo-accounts.ts';
import { loadKeys } from '../../sso/keys.ts';
import { registerSso } from '../../sso/register-sso.ts';
import { createSso } from '../../sso/sso.ts';
import { freePort } from '../support/free-port.ts';

export const serviceSecrets = { igate: 'igate:secret~+/=', idesk: 'the secret of idesk: 100%+' };

/** Mounted below a path of a server that has routes of its own, as in one process; or alone on a listener. */
export const mountings = ['mounted on Fastify', 'on its own listener'] as const;
export type Mounting = (typeof mountings)[number];

export interface RunningSso extends AsyncDisposable {
  readonly issuer: string;
  /** Of the server, where the application's pages are too. */
  readonly origin: string;
  readonly dataDir: string;
  /** Frees the port, and keeps the data. */
  stop(): Promise<void>;
}

/** A real provider over real HTTP. Give `origin` and `dataDir` of a stopped one to start it again. */
export async function runSso(
  options: {
    readonly mounting?: Mounting;
    readonly origin?: string;
    readonly dataDir?: string;
    readonly accessTokenSeconds?: number;
    readonly backchannelLogoutUri?: string;
    readonly now?: () => Date;
  } = {},
): Promise<RunningSso> {
  const origin = options.origin ?? `http://127.0.0.1:${await freePort()}`;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'lienthong-sso-')));
  const issuer = `${origin}/sso`;
  const sso = await createSso({
    issuer,
    dataDir,
    accounts: demoAccounts,
    production: false,
    backchannelLogoutUri: options.backchannelLogoutUri ?? `${origin}/backchannel-logout`,
    browserRedirectUris: [`${origin}/graphql`],
    serviceSecrets,
    logger: createLogger('sso', { level: 'warn' }),
    ...(options.now && { now: options.now }),
    ...(options.accessTokenSeconds !== undefined && { accessTokenSeconds: options.accessTokenSeconds }),
  });
  const listen = { host: '127.0.0.1', port: Number(new URL(origin).port) };
  const stop = options.mounting === 'on its own listener' ? await serveAlone() : await serveMounted();
  return {
    issuer,
    origin,
    dataDir,
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };

  async function serveAlone() {
    const server = createServer(sso.handle).listen(listen);
    await once(server, 'listening');
    return async () => {
      if (!server.listening) return;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    };
  }

  async function serveMounted() {
    const app = Fastify({ forceCloseConnections: true });
    await registerSso(app, sso, '/sso');
    await app.listen(listen);
    return async () => app.close();
  }
}

/** The provider's private signing key, to make out tokens that only look right. */
export async function signingKeyOf(sso: RunningSso): Promise<JWK & { kid: string }> {
  const { signing } = await loadKeys(sso.dataDir);
  const [key] = signing;
  if (key?.kid === undefined) throw new Error('the provider signs with a key that has an id');
  return { ...key, kid: key.kid };
}
