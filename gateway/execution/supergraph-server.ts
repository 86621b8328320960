import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from '../../platform/logging.ts';
import type { SubgraphSource } from '../../platform/serving/subgraph-source.ts';
import { forbidTelemetry } from './no-telemetry.ts';
import { presentAnswer } from './present-answer.ts';
import type { GatewayContext } from './request-context.ts';
import { subgraphFetch } from './subgraph-fetch.ts';

interface SupergraphServerOptions {
  readonly supergraph: string;
  readonly sources: readonly SubgraphSource[];
  readonly answerMs: number;
  readonly logger: Logger;
}

/**
 * Plans and joins operations over the sources.
 *
 * @throws Error where supergraph and sources do not name the same subgraphs.
 */
export async function startSupergraphServer(options: SupergraphServerOptions): Promise<ApolloServer<GatewayContext>> {
  const { supergraph, sources, answerMs, logger } = options;
  const unused = new Map(sources.map((source) => [source.name, source]));
  forbidTelemetry();
  const apolloLogger = {
    debug: (message: unknown) => logger.debug(message),
    // At this level it only says that it has started.
    info: (message: unknown) => logger.debug(message),
    warn: (message: unknown) => logger.warn(message),
    error: (message: unknown) => logger.error(message),
  };
  const gateway = new ApolloGateway({
    supergraphSdl: supergraph,
    logger: apolloLogger,
    __exposeQueryPlanExperimental: false,
    buildService({ name }) {
      const source = unused.get(name);
      if (!source) throw new Error(`The supergraph has a subgraph “${name}” for which there is no source.`);
      unused.delete(name);
      return subgraphFetch(source, { answerMs, logger });
    },
  });
  const server = new ApolloServer<GatewayContext>({
    gateway,
    logger: apolloLogger,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // `http/graphql-requests.ts` refuses what a foreign page can send, before a body is read.
    csrfPrevention: false,
    plugins: [
      presentAnswer(logger),
      // Each of these is installed unless it is switched off; they cost time on every field or connect to Apollo.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  if (unused.size > 0) {
    await server.stop();
    throw new Error(`There are sources that the supergraph does not name: ${[...unused.keys()].join(', ')}.`);
  }
  return server;
}
