/** Our gateway, as `createGateway` builds it, over subgraphs behind HTTP. */
import { readFile } from 'node:fs/promises';
import { createGateway } from '../../../gateway/gateway.ts';
import { createMemoryRateStore } from '../../../gateway/limits/memory-rate-store.ts';
import { createRateLimit } from '../../../gateway/limits/rate-limit.ts';
import { createHttpSource } from '../../../gateway/sources/http-source.ts';
import { createLogger } from '../../../platform/logging.ts';
import { verifyByIssuer } from '../../../platform/tokens/verify-by-issuer.ts';
import { createTokenVerifier } from '../../../platform/tokens/verify-token.ts';
import { listening, portOf, told } from '../../processes/program.ts';
import type { Graph } from '../contestant.ts';
import type { OursSettings } from './ours.ts';

const { supergraphFile, subgraphs, tokens, locked }: Graph & OursSettings = JSON.parse(told());
const logger = createLogger('gateway', { level: 'info', destination: '/dev/null' });
const timeouts = { connectMs: 2000, answerMs: 30_000 };
const uploads = { maxFileBytes: 104_857_600, maxFiles: 20 };
const officers = { issuer: tokens.issuer, audience: tokens.audience, kind: 'sso' } as const;
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
const { app } = await createGateway({
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
  chargeCaller: locked ? createRateLimit({ officer: rate, address: rate }, createMemoryRateStore()) : null,
  persistedOperations: { manifest: null, mode: 'off' },
  allowedOrigins: [],
  timeouts: { ...timeouts, client },
  readiness: {},
  logger,
});
await app.listen({ host: '127.0.0.1', port: 0 });
listening(portOf(app.server.address()));
