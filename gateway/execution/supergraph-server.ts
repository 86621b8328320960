import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { printAnswer } from './compiled/answer-bytes.ts';
import { presentAnswer } from './present-answer.ts';
import type { GatewayContext } from './request-context.ts';
import { apolloLogger, createSupergraphGateway, type SupergraphOptions } from './supergraph-gateway.ts';

/**
 * Plans and joins operations over the sources.
 *
 * @throws Error where supergraph and sources do not name the same subgraphs.
 */
export async function startSupergraphServer(options: SupergraphOptions): Promise<ApolloServer<GatewayContext>> {
  const { logger } = options;
  const server = new ApolloServer<GatewayContext>({
    gateway: createSupergraphGateway(options),
    logger: apolloLogger(logger),
    stringifyResult: printAnswer,
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
  return server;
}
