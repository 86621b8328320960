import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { CompiledOperations } from './compiled/compiled-operations.ts';
import { presentAnswer } from './present-answer.ts';
import type { GatewayContext } from './request-context.ts';
import { apolloLogger, createSupergraphGateway, type SupergraphOptions } from './supergraph-gateway.ts';

export interface SupergraphServer {
  /** Runs whatever it is given, and compiles it on the way where that is possible. */
  readonly apollo: ApolloServer<GatewayContext>;
  /** What has been compiled, for who wants to run it without Apollo Server. */
  readonly operations: CompiledOperations;
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
}

export interface SupergraphServerOptions extends SupergraphOptions {
  /** Whether clients may ask for the schema. Errors then also guess what a misspelt name was meant to be. */
  readonly introspection: boolean;
}

/**
 * Plans and joins operations over the sources.
 *
 * @throws Error where supergraph and sources do not name the same subgraphs.
 */
export async function startSupergraphServer(options: SupergraphServerOptions): Promise<SupergraphServer> {
  const { logger } = options;
  const { gateway, operations, apiSchema } = createSupergraphGateway(options);
  const apollo = new ApolloServer<GatewayContext>({
    gateway,
    logger: apolloLogger(logger),
    introspection: options.introspection,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // `http/graphql-request.ts` refuses what a foreign page can send, before a body is read.
    csrfPrevention: false,
    persistedQueries: false,
    plugins: [
      presentAnswer(logger, { suggestions: options.introspection }),
      // Each of these is installed unless it is switched off; they cost time on every field or connect to Apollo.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();
  return { apollo, operations, apiSchema };
}
