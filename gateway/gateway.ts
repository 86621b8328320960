import type { FastifyInstance } from 'fastify';
import type { UploadLimits } from '../platform/files/upload-refusal.ts';
import type { Logger } from '../platform/logging.ts';
import { createHttpServer, registerHealthRoutes, type ReadinessChecks } from '../platform/serving/http-server.ts';
import type { SubgraphSource } from '../platform/serving/subgraph-source.ts';
import type { VerifyToken } from '../platform/tokens/principal.ts';
import { startSupergraphServer } from './execution/supergraph-server.ts';
import { createGraphiqlPage, type GraphiqlOptions } from './graphiql/graphiql-page.ts';
import { registerBackchannelLogout, type LogoutOptions } from './http/backchannel-logout.ts';
import { registerFiles } from './http/files.ts';
import { registerGraphqlEndpoint } from './http/graphql-endpoint.ts';
import { protectedResourcePath, registerProtectedResource } from './http/protected-resource.ts';
import { registerSecurityHeaders } from './http/security-headers.ts';

export interface GatewayOptions {
  /** The composed supergraph, as SDL. */
  readonly supergraph: string;
  /** One for each subgraph that the supergraph names, and no other. */
  readonly sources: readonly SubgraphSource[];
  readonly authenticate: VerifyToken;
  /** Reverse proxies whose word on a client's address is believed: addresses, networks such as `10.0.0.0/8`. */
  readonly trustProxy?: readonly string[];
  /** How sessions end before their tokens do; left out where nothing tells of it. */
  readonly logout?: LogoutOptions;
  /** By subgraph: the private origin under whose `/files/{subgraph}/` its files are served. */
  readonly fileOrigins: Readonly<Record<string, () => string>>;
  /** Where clients reach the gateway, without a slash at the end. */
  readonly publicUrl: string;
  /** Issuers whose tokens are taken. The first one is where GraphiQL signs people in. */
  readonly authorizationServers: readonly string[];
  /** Null serves no page to browsers. */
  readonly graphiql: GraphiqlOptions | null;
  readonly limits: UploadLimits & {
    /** For the JSON of a request: query and variables, without files. */
    readonly maxBodyBytes: number;
  };
  readonly timeouts: {
    readonly connectMs: number;
    /** For one subgraph's answer to one fetch without uploads. */
    readonly answerMs: number;
  };
  /** By the name that `/health/ready` shows. */
  readonly readiness: ReadinessChecks;
  readonly logger: Logger;
}

export interface Gateway {
  /** Not yet listening, so that others can add their routes first. Closing it finishes what is under way, then stops the gateway. */
  readonly app: FastifyInstance;
}

/**
 * A GraphQL gateway over any supergraph and any sources: it verifies tokens, plans, fetches and joins, and knows no
 * business rule.
 *
 * @throws Error where the supergraph is not valid or does not fit the sources.
 */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { publicUrl, authorizationServers, limits, timeouts, logger } = options;
  const supergraph = await startSupergraphServer({
    supergraph: options.supergraph,
    sources: options.sources,
    answerMs: timeouts.answerMs,
    logger,
  });
  const app = createHttpServer(logger, options.trustProxy);
  app.addHook('onClose', async () => supergraph.apollo.stop());
  registerSecurityHeaders(app, publicUrl);
  registerHealthRoutes(app, options.readiness);
  registerProtectedResource(app, { publicUrl, authorizationServers });
  if (options.logout) registerBackchannelLogout(app, options.logout, logger);
  registerFiles(app, { origins: options.fileOrigins, timeouts });
  registerGraphqlEndpoint(app, {
    supergraph,
    verify: options.authenticate,
    limits,
    resourceMetadataUrl: `${publicUrl}${protectedResourcePath}`,
    logger,
    page: options.graphiql && createGraphiqlPage(app, options.graphiql, { publicUrl, authorizationServers }),
  });
  return { app };
}
