import type { GraphQLSchema } from 'graphql';
import { createOperationPlanner } from '../../../gateway/execution/compiled/operation-planner.ts';
import { startSupergraphServer } from '../../../gateway/execution/supergraph-server.ts';
import { createLogger } from '../../../platform/logging.ts';
import type { SubgraphSource } from '../../../platform/serving/subgraph-source.ts';
import type { InventedGraph } from './invented-graphs.ts';
import { askApollo, askLean, type OracleAnswer } from './lanes.ts';
import type { RandomOperation } from './random-operation.ts';

const silent = createLogger('gateway', { level: 'silent' });

export interface SideBySide {
  readonly schema: GraphQLSchema;
  /** What is answered when an operation is first seen, what later by the lean lane, and what Apollo Gateway answers. */
  ask(operation: RandomOperation): Promise<Record<'first' | 'later' | 'stock', OracleAnswer>>;
  stop(): Promise<void>;
}

/** The same graph twice, over sources that say the same: once compiled, once by Apollo Gateway. */
export async function sideBySide(graph: InventedGraph, sources: () => SubgraphSource[]): Promise<SideBySide> {
  const start = (compiled: boolean) =>
    startSupergraphServer({
      introspection: true,
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
    ask: async (operation) => ({
      stock: await askApollo(stock, operation),
      first: await askApollo(ours, operation),
      later: await askLean(ours, operation),
    }),
    async stop() {
      await ours.apollo.stop();
      await stock.apollo.stop();
    },
  };
}
