import { readFile } from 'node:fs/promises';
import { demoOperations } from '../../demo/operations.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import type { Logger } from '../../platform/logging.ts';
import type { ReadinessChecks } from '../../platform/serving/http-server.ts';
import type { SubgraphSource } from '../../platform/serving/subgraph-source.ts';
import type { Configuration } from '../configuration.ts';
import { gatewayVerifier, type OfficerSessions } from './tokens.ts';

/** How the gateway reaches what stands behind it. */
export interface GatewaySurroundings {
  readonly issuer: string;
  readonly officers: OfficerSessions;
  readonly sources: readonly SubgraphSource[];
  /** The subgraphs' private addresses; functions, since in one process they are known only once they listen. */
  readonly igateUrl: () => string;
  readonly ideskUrl: () => string;
  readonly readiness: ReadinessChecks;
}

const maxBodyBytes = 1024 * 1024;
export const connectTimeoutMs = 2000;

/** The gateway over iGate and iDesk; it does not listen yet. */
export async function buildGateway(
  configuration: Configuration,
  surroundings: GatewaySurroundings,
  logger: Logger,
): Promise<Gateway> {
  const { issuer, officers, sources, igateUrl, ideskUrl, readiness } = surroundings;
  return createGateway({
    supergraph: await readFile(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8'),
    sources,
    authenticate: gatewayVerifier(officers.verify, igateUrl),
    logout: { verify: officers.verifyLogout, ended: officers.ended, keepers: [igateUrl, ideskUrl] },
    fileOrigins: { igate: igateUrl, idesk: ideskUrl },
    publicUrl: configuration.publicUrl,
    trustProxy: configuration.trustProxy,
    authorizationServers: [issuer],
    graphiql: configuration.production
      ? null
      : { clientId: configuration.sso.graphiqlClient, scope: 'openid profile', examples: demoOperations },
    limits: { ...configuration.uploads, maxBodyBytes },
    timeouts: { connectMs: connectTimeoutMs, answerMs: configuration.subgraphTimeoutMs },
    readiness,
    logger,
  });
}
