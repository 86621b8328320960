import type { AddressInfo } from 'node:net';
import { createServer, type RequestListener } from 'node:http';
import { createGateway, type GatewayOptions } from '../../gateway/gateway.ts';
import type { ClientPatience } from '../../gateway/http/slow-clients.ts';
import type { OperationLimits } from '../../gateway/limits/inspect-operation.ts';
import { createHttpSource, type HttpSource } from '../../gateway/sources/http-source.ts';
import { RequestError } from '../../platform/errors.ts';
import { createLogger } from '../../platform/logging.ts';
import type { VerifyToken } from '../../platform/tokens/principal.ts';
import { composeShop } from './shop.ts';

export const silent = createLogger('gateway', { level: 'silent' });

/** Takes the tokens of those who are signed in at the moment; `unverifiable` is one for which the issuer cannot be reached. */
export function verifierOf(signedIn: ReadonlySet<string>): VerifyToken {
  return async (token) => {
    if (token === 'unverifiable') throw new RequestError('SUBGRAPH_UNAVAILABLE');
    if (!signedIn.has(token)) throw new RequestError('UNAUTHENTICATED');
    return { kind: 'sso', account: `${token}@shop.example.vn`, expiresAt: new Date(Date.now() + 60_000) };
  };
}

export const ampleLimits: OperationLimits = {
  tokens: 10_000,
  depth: 30,
  fields: 1000,
  rootFields: 200,
  aliases: 200,
  directives: 200,
  cost: 100_000,
  introspection: true,
};
export const client: ClientPatience = { headersMs: 20_000, bodyMs: 20_000, paceMs: 10_000, paceBytes: 1000 };

const patient = { connectMs: 5000, answerMs: 10_000, client };
/** For what must be seen to take too long. */
export const impatient = { connectMs: 500, answerMs: 600, client };
export const testLimits = { maxFileBytes: 2_000_000, maxFiles: 3, maxBodyBytes: 100_000, operation: ampleLimits };

export interface RunningGateway {
  readonly url: string;
  readonly graphUrl: string;
  close(): Promise<void>;
}

export async function startGateway(
  options: Pick<GatewayOptions, 'sources'> & Partial<GatewayOptions>,
): Promise<RunningGateway> {
  const { app } = await createGateway({
    supergraph: composeShop(),
    authenticate: verifierOf(new Set(['good'])),
    fileOrigins: {},
    publicUrl: 'https://graph.example.vn',
    authorizationServers: ['https://sso.example.vn'],
    graphiql: null,
    limits: testLimits,
    timeouts: patient,
    chargeCaller: null,
    persistedOperations: { manifest: null, mode: 'off' },
    allowedOrigins: [],
    readiness: {},
    logger: silent,
    ...options,
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, graphUrl: `${url}/graphql`, close: () => app.close() };
}

export function httpSource(name: string, url: string, timeouts = patient): HttpSource {
  return createHttpSource({ name, url, timeouts, uploadLimits: testLimits, logger: silent });
}

/** A server that behaves as badly as `listener` does. */
export async function startServer(
  listener: RequestListener,
): Promise<{ readonly origin: string; close(): Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
