import type { ApolloServer } from '@apollo/server';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { createOperationPlanner } from '../../../gateway/execution/compiled/operation-planner.ts';
import { createContext, type GatewayContext } from '../../../gateway/execution/request-context.ts';
import { startSupergraphServer } from '../../../gateway/execution/supergraph-server.ts';
import { createLogger } from '../../../platform/logging.ts';
import type { SubgraphSource } from '../../../platform/serving/subgraph-source.ts';
import type { InventedGraph } from './invented-graphs.ts';
import type { RandomOperation } from './random-operation.ts';

const silent = createLogger('gateway', { level: 'silent' });

export interface OracleAnswer {
  readonly data: unknown;
  /** As text: their order says nothing. */
  readonly errors: readonly string[];
}

export interface SideBySide {
  readonly schema: GraphQLSchema;
  /** The answer of compiled execution, and what Apollo Gateway answers. */
  ask(operation: RandomOperation): Promise<{ readonly ours: OracleAnswer; readonly stock: OracleAnswer }>;
  stop(): Promise<void>;
}

/** The same graph twice, over sources that say the same: once compiled, once by Apollo Gateway. */
export async function sideBySide(graph: InventedGraph, sources: () => SubgraphSource[]): Promise<SideBySide> {
  const start = (compiled: boolean) =>
    startSupergraphServer({
      supergraph: graph.supergraph,
      sources: sources(),
      answerMs: 10_000,
      logger: silent,
      compiled,
    });
  const ours = await start(true);
  const stock = await start(false);
  return {
    schema: createOperationPlanner(graph.supergraph).apiSchema,
    ask: async (operation) => ({ stock: await ask(stock, operation), ours: await ask(ours, operation) }),
    async stop() {
      await ours.stop();
      await stock.stop();
    },
  };
}

async function ask(server: ApolloServer<GatewayContext>, operation: RandomOperation): Promise<OracleAnswer> {
  const contextValue = createContext({ requestId: 'oracle', token: undefined, language: 'vi' });
  const { body } = await server.executeOperation(structuredClone(operation), { contextValue });
  if (body.kind !== 'single') throw new Error('an answer in parts');
  // What crosses a wire is text.
  const { data, errors }: { data?: unknown; errors?: readonly GraphQLFormattedError[] } = JSON.parse(
    JSON.stringify(body.singleResult),
  );
  return { data, errors: (errors ?? []).map((error) => JSON.stringify(error)).toSorted() };
}
