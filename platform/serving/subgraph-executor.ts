import { availableParallelism } from 'node:os';
import {
  execute,
  GraphQLError,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { RequestError } from '../errors.ts';
import { jsonBytes } from '../json-writer.ts';
import type { Logger } from '../logging.ts';
import type { RootFields } from '../projection/project-query.ts';
import { resolveEntitiesLean } from './entities.ts';
import { formatErrors, formatResult } from './format-errors.ts';
import { giveBuffer } from './reused-buffers.ts';
import { RememberedOperations, type PreparedOperation } from './remembered-operations.ts';
import type { RequestOrigin, SubgraphRequest, SubgraphSource } from './subgraph-source.ts';
import { createTurns } from './turns.ts';
import { guardTypeResolvers } from './type-resolvers.ts';

interface SubgraphExecutorOptions<Context> {
  readonly name: string;
  readonly schema: GraphQLSchema;
  /** Called once per request, before anything runs; a `RequestError` it throws is the whole answer. */
  readonly createContext: (origin: RequestOrigin) => Promise<Context>;
  /** What need not be resolved; nothing where left out. */
  readonly rootFields?: RootFields<Context>;
  readonly logger: Logger;
}

/** JSON without an error, or what resolvers made. */
type Answer = Buffer | FormattedExecutionResult;

/**
 * How many queries run at once: one more than there are processors, so that the database has something to do while this
 * thread computes. More would not be answered sooner; but the rows of all of them would be held for longer, and what is held
 * is copied at each collection of garbage: on two processors, a fourth one made pages of 500 dossiers slower by a twentieth,
 * and the slowest of them by a third.
 */
const queriesAtOnce = Math.min(availableParallelism() + 1, 6);

/**
 * Runs a subgraph's operations. The gateway calls it directly in the one-process topology and through
 * `registerGraphqlRoute` in the distributed one, so both meet the same validation, errors and masking.
 */
export function createSubgraphExecutor<Context>(options: SubgraphExecutorOptions<Context>): SubgraphSource {
  const { name, schema, createContext, rootFields = {}, logger } = options;
  guardTypeResolvers(schema);
  resolveEntitiesLean(schema);
  const operations = new RememberedOperations(schema, rootFields);
  const takeTurn = createTurns(queriesAtOnce);

  return {
    name,
    async execute(request) {
      const result = await logged(request);
      if (!Buffer.isBuffer(result)) return result;
      const text = result.toString();
      giveBuffer(result);
      return JSON.parse(text);
    },
    async executeBytes(request, representations) {
      const result = await logged(representations ? withRepresentations(request, representations) : request);
      return Buffer.isBuffer(result) ? result : jsonBytes((out) => out.value(result));
    },
  };

  async function logged(request: SubgraphRequest): Promise<Answer> {
    if (!logger.isLevelEnabled('debug')) return answer(request);
    const startedAt = performance.now();
    const result = await answer(request);
    logger.debug(
      {
        subgraph: name,
        requestId: request.origin.requestId,
        operationName: request.operationName,
        milliseconds: Math.round(performance.now() - startedAt),
        ...codesIn(result),
      },
      'subgraph operation',
    );
    return result;
  }

  async function answer(request: SubgraphRequest): Promise<Answer> {
    const operation = operations.prepare(request.query, request.operationName);
    if ('errors' in operation) return formatErrors(operation.errors, request.origin, logger);
    // What changes something may wait for locks, and files for their client: nobody stands in line behind those.
    return operation.isQuery ? takeTurn(() => running(operation, request)) : running(operation, request);
  }

  async function running(operation: PreparedOperation<Context>, request: SubgraphRequest): Promise<Answer> {
    let context: Context;
    try {
      context = await createContext(request.origin);
    } catch (error) {
      return formatErrors([error], request.origin, logger);
    }
    return (
      (await project(operation, request, context)) ??
      formatResult(await run(operation, request, context), request.origin, logger)
    );
  }

  /** Null where resolvers have to answer, which is also how somebody is told what went wrong. */
  async function project(
    { projected }: PreparedOperation<Context>,
    { operationName, variables, origin: { requestId } }: SubgraphRequest,
    context: Context,
  ): Promise<Buffer | null> {
    try {
      return (await projected?.(variables)?.(context, variables)) ?? null;
    } catch (error) {
      const isRefusal = error instanceof RequestError || error instanceof GraphQLError;
      if (!isRefusal)
        logger.warn(
          { err: error, subgraph: name, requestId, operationName },
          'a projection failed, and is resolved instead',
        );
      return null;
    }
  }

  async function run(
    { document, compiled }: PreparedOperation<Context>,
    { operationName, variables: variableValues }: SubgraphRequest,
    contextValue: Context,
  ): Promise<ExecutionResult> {
    const result = await compiled()?.(contextValue, variableValues);
    if (result && !result.errors) return result;
    // The same context again: what was read is not read a second time, and what failed fails as it did.
    return execute({ schema, document, operationName, variableValues, contextValue });
  }
}

function codesIn(answer: Answer): { readonly codes?: readonly unknown[] } {
  if (Buffer.isBuffer(answer) || !answer.errors) return {};
  return { codes: [...new Set(answer.errors.map((error) => error.extensions?.['code']))] };
}

/** The gateway cuts representations out of another answer as they stand there; see `executeBytes`. */
function withRepresentations(request: SubgraphRequest, representations: readonly string[]): SubgraphRequest {
  const list: unknown = JSON.parse(Buffer.from(`[{${representations.join('},{')}}]`, 'latin1').toString());
  return { ...request, variables: { ...request.variables, representations: list } };
}
