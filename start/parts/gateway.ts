import { readFile } from 'node:fs/promises';
import { demoOperations } from '../../demo/operations.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import { ManifestRefused } from '../../gateway/operations/registered-operations.ts';
import type { ChangeSource } from '../../platform/changes/change.ts';
import type { Logger } from '../../platform/logging.ts';
import { endedInAllThreads } from '../../platform/sessions/tell-threads.ts';
import { metricsOfThreads } from '../../platform/threads/thread-metrics.ts';
import type { ReadinessChecks } from '../../platform/serving/http-server.ts';
import type { SubgraphSource } from '../../platform/serving/subgraph-source.ts';
import { ConfigurationError, type Configuration } from '../configuration.ts';
import { readPersistedOperations } from './persisted-operations.ts';
import { buildRateLimit } from './rate-limit.ts';
import { gatewayVerifier, type OfficerSessions } from './tokens.ts';

/** How the gateway reaches what stands behind it. */
export interface GatewaySurroundings {
  readonly issuer: string;
  readonly officers: OfficerSessions;
  readonly sources: readonly SubgraphSource[];
  /** Where the subgraphs tell of their changes. */
  readonly changes: readonly ChangeSource[];
  /** The subgraphs' private addresses; functions, since in one process they are known only once they listen. */
  readonly igateUrl: () => string;
  readonly ideskUrl: () => string;
  readonly readiness: ReadinessChecks;
  /** Left out where the gateway has one thread. */
  readonly threads?: GatewayThreads;
}

/** What the threads of one gateway have in common: each is a gateway of its own but for these. */
export interface GatewayThreads {
  /** Beside the one that is told. */
  readonly others: number;
  readonly rates: SharedArrayBuffer;
  readonly streams: SharedArrayBuffer;
}

/** Patient with a phone on a bad line, not with a connection that is only held. */
const client = { headersMs: 20_000, bodyMs: 60_000, paceMs: 20_000, paceBytes: 20_000 };
export const connectTimeoutMs = 2000;

/** The gateway over iGate and iDesk; it does not listen yet. */
export async function buildGateway(
  configuration: Configuration,
  surroundings: GatewaySurroundings,
  logger: Logger,
): Promise<Gateway> {
  const { issuer, officers, sources, changes, igateUrl, ideskUrl, readiness, threads } = surroundings;
  const { gateway } = configuration;
  const rateLimit = buildRateLimit(gateway.rateLimit, threads?.rates, logger);
  const building = createGateway({
    supergraph: await readFile(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8'),
    sources,
    authenticate: gatewayVerifier(officers.verify, igateUrl),
    logout: {
      verify: officers.verifyLogout,
      ended: threads ? endedInAllThreads(officers.ended) : officers.ended,
      keepers: [igateUrl, ideskUrl],
    },
    fileOrigins: { igate: igateUrl, idesk: ideskUrl },
    publicUrl: configuration.publicUrl,
    trustProxy: configuration.trustProxy,
    authorizationServers: [issuer],
    graphiql: configuration.production
      ? null
      : { clientId: configuration.sso.graphiqlClient, scope: 'openid profile', examples: demoOperations },
    limits: {
      ...configuration.uploads,
      maxBodyBytes: gateway.maxBodyBytes,
      operation: { ...gateway.operation, introspection: gateway.introspection },
    },
    chargeCaller: rateLimit?.charge ?? null,
    subscriptions: { changes, limits: gateway.streams, ...(threads && { counts: threads.streams }) },
    persistedOperations: await readPersistedOperations(gateway.persistedOperations),
    allowedOrigins: gateway.corsOrigins,
    timeouts: { connectMs: connectTimeoutMs, answerMs: configuration.subgraphTimeoutMs, client },
    readiness,
    ...(threads && { metrics: metricsOfThreads(threads.others) }),
    logger,
  });
  const built = await building.catch((error: unknown) => {
    if (!(error instanceof ManifestRefused)) throw error;
    throw new ConfigurationError([`PERSISTED_OPERATIONS names a manifest that cannot be used: ${error.message}.`]);
  });
  if (rateLimit) built.app.addHook('onClose', async () => rateLimit.close());
  return built;
}
