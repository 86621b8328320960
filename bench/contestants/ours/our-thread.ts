import { readFile } from 'node:fs/promises';
import { createGateway, type Gateway } from '../../../gateway/gateway.ts';
import { createMemoryRateStore } from '../../../gateway/limits/memory-rate-store.ts';
import { createRateLimit } from '../../../gateway/limits/rate-limit.ts';
import { createHttpSource } from '../../../gateway/sources/http-source.ts';
import { createLogger } from '../../../platform/logging.ts';
import { verifyByIssuer } from '../../../platform/tokens/verify-by-issuer.ts';
import { createTokenVerifier } from '../../../platform/tokens/verify-token.ts';
import { metricsOfThreads } from '../../../platform/threads/thread-metrics.ts';
import type { Graph } from '../contestant.ts';
import type { OursSettings } from './ours.ts';

/** What each thread is told. */
export interface OurThread extends Graph, OursSettings {
  readonly port: number;
  readonly rates: SharedArrayBuffer;
}

const timeouts = { connectMs: 2000, answerMs: 30_000 };
const uploads = { maxFileBytes: 104_857_600, maxFiles: 20 };
const anybody = { kind: 'sso', account: 'anybody', expiresAt: new Date(Date.now() + 86_400_000) } as const;
const operation = {
  tokens: 5000,
  depth: 20,
  fields: 500,
  rootFields: 30,
  aliases: 100,
  directives: 50,
  cost: 50_000,
  introspection: true,
};
const unlimited = {
  tokens: Infinity,
  depth: Infinity,
  fields: Infinity,
  rootFields: Infinity,
  aliases: Infinity,
  directives: Infinity,
  cost: Infinity,
  introspection: true,
};
const rate = { perSecond: 1e12, burst: 1e12 };
const client = { headersMs: 20_000, bodyMs: 60_000, paceMs: 20_000, paceBytes: 20_000 };

/** A thread of our gateway, as `createGateway` builds it, over subgraphs behind HTTP. */
export async function createOurThread(told: OurThread): Promise<Gateway> {
  const { supergraphFile, subgraphs, tokens, locked, threads, rates } = told;
  const logger = createLogger('gateway', { level: 'info', destination: '/dev/null' });
  const officers = { issuer: tokens.issuer, audience: tokens.audience, kind: 'sso' } as const;
  return createGateway({
    supergraph: await readFile(supergraphFile, 'utf8'),
    sources: Object.entries(subgraphs).map(([name, { url }]) =>
      createHttpSource({ name, url, timeouts, uploadLimits: uploads, logger }),
    ),
    authenticate: locked ? verifyByIssuer([createTokenVerifier(officers)]) : async () => anybody,
    fileOrigins: {},
    publicUrl: 'http://127.0.0.1',
    authorizationServers: [tokens.issuer],
    graphiql: null,
    limits: { ...uploads, maxBodyBytes: 1024 * 1024, operation: locked ? operation : unlimited },
    // Counted as in production, with a rate that nobody reaches.
    chargeCaller: locked ? createRateLimit({ officer: rate, address: rate }, createMemoryRateStore(rates)) : null,
    persistedOperations: { manifest: null, mode: 'off' },
    allowedOrigins: [],
    timeouts: { ...timeouts, client },
    readiness: {},
    metrics: metricsOfThreads(threads - 1),
    logger,
  });
}
