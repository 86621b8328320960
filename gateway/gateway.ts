import type { FastifyInstance } from 'fastify';
import { parse, type GraphQLSchema } from 'graphql';
import type { UploadLimits } from '../platform/files/upload-refusal.ts';
import type { Logger } from '../platform/logging.ts';
import { createHttpServer, registerHealthRoutes, type ReadinessChecks } from '../platform/serving/http-server.ts';
import type { SubgraphSource } from '../platform/serving/subgraph-source.ts';
import type { VerifyToken } from '../platform/tokens/principal.ts';
import { startSupergraphServer } from './execution/supergraph-server.ts';
import { createGraphiqlPage, type GraphiqlOptions } from './graphiql/graphiql-page.ts';
import { createAdmission, type Admit } from './http/admission.ts';
import { registerBackchannelLogout, type LogoutOptions } from './http/backchannel-logout.ts';
import { registerCrossOrigin } from './http/cross-origin.ts';
import { registerFiles } from './http/files.ts';
import { registerGraphqlEndpoint } from './http/graphql-endpoint.ts';
import { registerRequestCharges } from './http/request-charges.ts';
import { protectedResourcePath, registerProtectedResource } from './http/protected-resource.ts';
import { registerSecurityHeaders } from './http/security-headers.ts';
import { registerSlowClients, serverTimeouts, type ClientPatience } from './http/slow-clients.ts';
import { createOperationInspector, type OperationLimits } from './limits/inspect-operation.ts';
import type { ChargeCaller } from './limits/rate-limit.ts';
import { createOperationText, type SafelistMode } from './operations/operation-text.ts';
import { registerOperations } from './operations/registered-operations.ts';
import { wantsWebSocket } from './subscriptions/stream-requests.ts';
import { registerSubscriptions, type SubscriptionOptions } from './subscriptions/subscriptions.ts';

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
    readonly operation: OperationLimits;
  };
  /** Left out where nobody is to subscribe to anything. */
  readonly subscriptions?: SubscriptionOptions;
  /** Null where callers may ask for as much as they like. */
  readonly chargeCaller: ChargeCaller | null;
  readonly persistedOperations: {
    /** The text of a manifest; null where no operation is registered. */
    readonly manifest: string | null;
    readonly mode: SafelistMode;
  };
  /** Origins whose pages may use the gateway beside its own. */
  readonly allowedOrigins: readonly string[];
  readonly timeouts: {
    readonly connectMs: number;
    /** For one subgraph's answer to one fetch without uploads. */
    readonly answerMs: number;
    readonly client: ClientPatience;
  };
  /** By the name that `/health/ready` shows. */
  readonly readiness: ReadinessChecks;
  /** What `/metrics` shows, where that is more than this thread's. */
  readonly metrics?: () => Promise<string>;
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
 * @throws Error where the supergraph is not valid or does not fit the sources; ManifestRefused where an operation of the
 *   manifest cannot run.
 */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { publicUrl, authorizationServers, limits, timeouts, logger } = options;
  const supergraph = await startSupergraphServer({
    supergraph: options.supergraph,
    sources: options.sources,
    answerMs: timeouts.answerMs,
    introspection: limits.operation.introspection,
    logger,
  });
  const { requestTimeout, http } = serverTimeouts(timeouts.client);
  const app = createHttpServer(logger, {
    requestTimeout,
    // Without this, Node.js would take any `Upgrade`, such as the one to HTTP/2 that some clients offer.
    http: { ...http, ...(options.subscriptions && { shouldUpgradeCallback: wantsWebSocket }) },
    trustProxy: options.trustProxy ?? [],
  });
  app.addHook('onClose', async () => supergraph.apollo.stop());
  registerSlowClients(app, timeouts.client, logger);
  registerSecurityHeaders(app, publicUrl);
  registerCrossOrigin(app, options.allowedOrigins);
  if (options.chargeCaller) registerRequestCharges(app, options.chargeCaller);
  registerHealthRoutes(app, options.readiness, options.metrics);
  registerProtectedResource(app, { publicUrl, authorizationServers });
  if (options.logout) registerBackchannelLogout(app, options.logout, logger);
  registerFiles(app, { origins: options.fileOrigins, timeouts });
  const verify = options.authenticate;
  const admit = admission(options, supergraph.apiSchema);
  const resourceMetadataUrl = `${publicUrl}${protectedResourcePath}`;
  if (options.subscriptions) {
    registerSubscriptions(app, options.subscriptions, {
      supergraph,
      supergraphSdl: options.supergraph,
      verify,
      admit,
      charge: options.chargeCaller,
      maxBodyBytes: limits.maxBodyBytes,
      allowedOrigins: options.allowedOrigins,
      suggestions: limits.operation.introspection,
      publicUrl,
      resourceMetadataUrl,
      logger,
    });
  }
  registerGraphqlEndpoint(app, {
    supergraph,
    verify,
    admit,
    limits,
    resourceMetadataUrl,
    logger,
    page: options.graphiql && createGraphiqlPage(app, options.graphiql, { publicUrl, authorizationServers }),
  });
  return { app };
}

/** What every operation passes, whichever lane it takes afterwards. */
function admission(options: GatewayOptions, apiSchema: GraphQLSchema): Admit {
  const { limits, persistedOperations, logger } = options;
  const inspect = createOperationInspector(apiSchema, parse(options.supergraph), limits.operation);
  const { manifest, mode } = persistedOperations;
  const registered = manifest === null ? null : registerOperations(manifest, apiSchema, inspect);
  return createAdmission({
    operationText: createOperationText({ registered, mode, logger }),
    inspect,
    maxCost: limits.operation.cost,
    charge: options.chargeCaller,
  });
}
