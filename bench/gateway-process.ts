/** A gateway of its own: `compiled` or `stock`, and the ports of the subgraphs. */
import { startSupergraphServer } from '../gateway/execution/supergraph-server.ts';
import { registerGraphqlEndpoint } from '../gateway/http/graphql-endpoint.ts';
import { createHttpSource } from '../gateway/sources/http-source.ts';
import { createLogger } from '../platform/logging.ts';
import { createHttpServer } from '../platform/serving/http-server.ts';
import { composeGraph } from './graph.ts';

const [mode, gate = '', desk = ''] = process.argv.slice(2);
const logger = createLogger('gateway', { level: 'silent' });
const timeouts = { connectMs: 5000, answerMs: 30_000 };
const limits = { maxFileBytes: 1, maxFiles: 1, maxBodyBytes: 100_000 };
const source = (name: string, port: string) =>
  createHttpSource({ name, url: `http://127.0.0.1:${port}/graphql`, timeouts, uploadLimits: limits, logger });
const supergraph = await startSupergraphServer({
  supergraph: composeGraph(),
  sources: [source('gate', gate), source('desk', desk)],
  answerMs: timeouts.answerMs,
  logger,
  compiled: mode === 'compiled',
});
const app = createHttpServer(logger);
registerGraphqlEndpoint(app, {
  supergraph,
  logger,
  verify: async () => ({ kind: 'sso', account: 'bench', expiresAt: new Date(Date.now() + 3_600_000) }),
  limits,
  resourceMetadataUrl: '',
  page: null,
});
await app.listen({ host: '127.0.0.1', port: 0 });
process.on('message', () => process.send?.(process.cpuUsage()));
process.send?.(app.server.address());
process.on('SIGTERM', () => process.exit());
