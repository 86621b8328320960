import type { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Provider } from 'oidc-provider';
import type { Logger } from '../platform/logging.ts';
import type { SsoClients } from './clients.ts';
import type { AccountDirectory } from './demo-accounts.ts';
import { errorPage } from './error-page.ts';
import { loadKeys } from './keys.ts';
import { serveLogin } from './login.ts';
import { pageHeaders, renderPage } from './page.ts';
import { hashPassword } from './password.ts';
import { providerConfiguration } from './provider-configuration.ts';

export interface SsoOptions extends SsoClients {
  /** The public address, with the path it is mounted under: `http://127.0.0.1:4000/sso`. Tokens carry it as `iss`. */
  readonly issuer: string;
  /** The signing keys are kept below it, so that a restart invalidates no token. */
  readonly dataDir: string;
  readonly accounts: AccountDirectory;
  /** Everybody knows the passwords of this provider: in production it refuses to start. */
  readonly production: boolean;
  /** 3,600 where not given. */
  readonly accessTokenSeconds?: number;
  readonly logger: Logger;
  readonly now?: () => Date;
}

/** A running provider; it has no listener of its own. */
export interface Sso {
  readonly issuer: string;
  /** The path of the issuer's address, without a slash at the end; empty where it has none. */
  readonly mountPath: string;
  /**
   * Answers a request whose address is below `mountPath`. Works as the listener of a Node.js HTTP server. The body must
   * not have been read before. `clientAddress` is where the request came from, if a proxy knows better than the connection.
   */
  readonly handle: (request: IncomingMessage, response: ServerResponse, clientAddress?: string) => void;
}

/**
 * An OpenID Connect provider with demo officers, for development and trials.
 *
 * @throws Error in production, with what to configure instead.
 */
export async function createSso(options: SsoOptions): Promise<Sso> {
  if (options.production) {
    throw new Error(
      'The embedded SSO is for development: its passwords are public. In production, set SSO_ISSUER and SSO_AUDIENCE to ' +
        "those of the province's own SSO.",
    );
  }
  const issuer = new URL(options.issuer);
  const mountPath = issuer.pathname.replace(/\/$/, '');
  const [keys, password] = await Promise.all([loadKeys(options.dataDir), hashPassword(options.accounts.password)]);

  const provider = new Provider(options.issuer, providerConfiguration({ ...options, mountPath, keys }));
  // Addresses are made from the forwarded host and protocol, which `handle` sets to the issuer's, whatever the client said.
  provider.proxy = true;
  provider.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      // The provider's own routes answer for themselves; here come failures of the login page, such as an ended sign-in.
      const known = error instanceof Error && 'statusCode' in error && 'error' in error;
      if (!known || typeof error.error !== 'string') throw error;
      ctx.status = 400;
      ctx.set(pageHeaders(undefined));
      ctx.body = renderPage(errorPage(error.error, undefined));
    }
  });
  const addresses = new WeakMap<IncomingMessage, string>();
  provider.use(
    serveLogin({
      provider,
      mountPath,
      directory: options.accounts,
      password,
      addressOf: (request) => addresses.get(request),
      now: options.now ?? (() => new Date()),
    }),
  );
  provider.on('server_error', (_ctx, error: Error) =>
    options.logger.error({ err: error }, 'the SSO failed unexpectedly'),
  );
  provider.on('backchannel.error', (_ctx, error, client) =>
    options.logger.warn({ err: error, client: client.clientId }, 'an application could not be told of a logout'),
  );
  const failures: EventEmitter = provider;
  failures.on('error', (error: Error) => options.logger.error({ err: error }, 'the SSO failed unexpectedly'));
  const answer = provider.callback();

  return {
    issuer: options.issuer,
    mountPath,
    handle(request, response, clientAddress = request.socket.remoteAddress) {
      if (clientAddress !== undefined) addresses.set(request, clientAddress);
      const url = request.url ?? '/';
      request.headers['x-forwarded-host'] = issuer.host;
      request.headers['x-forwarded-proto'] = issuer.protocol.slice(0, -1);
      // The provider routes below its mount path, and finds that path out by comparing these two.
      Object.assign(request, { originalUrl: url, url: belowMountPath(url, mountPath) });
      void answer(request, response);
    },
  };
}

function belowMountPath(url: string, mountPath: string): string {
  if (!url.startsWith(mountPath)) return url;
  const rest = url.slice(mountPath.length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}
