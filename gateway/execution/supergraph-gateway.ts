import { ApolloGateway } from '@apollo/gateway';
import type { GatewayExecutor, GatewayInterface } from '@apollo/server-gateway-interface';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from '../../platform/logging.ts';
import type { SubgraphSource } from '../../platform/serving/subgraph-source.ts';
import { countTier } from '../metrics.ts';
import { createCompiledOperations, type CompiledOperations } from './compiled/compiled-operations.ts';
import { createOperationPlanner } from './compiled/operation-planner.ts';
import { forbidTelemetry } from './no-telemetry.ts';
import { isGatewayContext } from './request-context.ts';
import { subgraphFetch } from './subgraph-fetch.ts';

export interface SupergraphOptions {
  readonly supergraph: string;
  readonly sources: readonly SubgraphSource[];
  readonly answerMs: number;
  readonly logger: Logger;
  /** False leaves every operation to Apollo Gateway: what compiled execution is compared with. True where left out. */
  readonly compiled?: boolean;
}

/** Apollo Server's side of the graph, and what has been compiled through it. */
export interface SupergraphGateway {
  readonly gateway: GatewayInterface;
  readonly operations: CompiledOperations;
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
}

/**
 * Runs operations over the sources: compiled where that is possible, by Apollo Gateway's own executor where not.
 *
 * @throws Error where supergraph and sources do not name the same subgraphs.
 */
export function createSupergraphGateway(options: SupergraphOptions): SupergraphGateway {
  const { supergraph, answerMs, logger } = options;
  const planner = createOperationPlanner(supergraph);
  const sources = sourcesByName(options.sources, planner.subgraphs);
  const source = (name: string) => {
    const found = sources.get(name);
    if (!found) throw new Error(`there is no subgraph “${name}”`);
    return found;
  };
  const operations = createCompiledOperations({ planner, source, answerMs, logger });
  const stock = createStockExecutor(options);
  const gateway: GatewayInterface = {
    async load() {
      return {
        async executor(context) {
          const { request, context: gatewayContext } = context;
          if (!isGatewayContext(gatewayContext)) throw new Error('a request that did not come through the endpoint');
          const { origin, received } = gatewayContext;
          const operation = options.compiled === false ? null : operations.compile(context);
          const answer = operation?.runObjects(request.variables ?? {}, origin, received);
          if (answer) return answer;
          countTier('stock');
          return (await stock())(context);
        },
      };
    },
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: planner.apiSchema, coreSupergraphSdl: supergraph });
      return () => {};
    },
    stop: async () => {},
  };
  return { gateway, operations, apiSchema: planner.apiSchema };
}

/** Apollo Gateway, made when it is first needed: it plans and keeps schemas on its own. */
function createStockExecutor(options: SupergraphOptions): () => Promise<GatewayExecutor> {
  const { supergraph, sources, answerMs, logger } = options;
  let executor: Promise<GatewayExecutor> | undefined;
  return () => {
    forbidTelemetry();
    executor ??= new ApolloGateway({
      supergraphSdl: supergraph,
      logger: apolloLogger(logger),
      __exposeQueryPlanExperimental: false,
      buildService({ name }) {
        const source = sources.find((each) => each.name === name);
        if (!source) throw new Error(`The supergraph has a subgraph “${name}” for which there is no source.`);
        return subgraphFetch(source, { answerMs, logger });
      },
    })
      .load()
      .then((loaded) => loaded.executor);
    return executor;
  };
}

function sourcesByName(
  sources: readonly SubgraphSource[],
  subgraphs: readonly string[],
): ReadonlyMap<string, SubgraphSource> {
  const byName = new Map(sources.map((source) => [source.name, source]));
  for (const name of subgraphs) {
    if (!byName.has(name)) throw new Error(`The supergraph has a subgraph “${name}” for which there is no source.`);
  }
  const unused = sources.map(({ name }) => name).filter((name) => !subgraphs.includes(name));
  if (unused.length > 0) throw new Error(`There are sources that the supergraph does not name: ${unused.join(', ')}.`);
  return byName;
}

/** Apollo's own messages, with what it only says at start turned down. */
export function apolloLogger(logger: Logger) {
  return {
    debug: (message: unknown) => logger.debug(message),
    info: (message: unknown) => logger.debug(message),
    warn: (message: unknown) => logger.warn(message),
    error: (message: unknown) => logger.error(message),
  };
}
