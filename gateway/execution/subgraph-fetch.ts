import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { FormattedExecutionResult, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { RequestError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logging.ts';
import type { SubgraphSource } from '../../platform/serving/subgraph-source.ts';
import { observeFetch } from '../metrics.ts';
import { entityPositions } from './entity-positions.ts';
import { missingFields } from './missing-fields.ts';
import type { GatewayContext } from './request-context.ts';
import { refusalError, subgraphError } from './subgraph-errors.ts';
import { withinTime } from './within-time.ts';

/** A fetch of an operation; the other kinds ask a subgraph for its schema or its health. */
type Fetch = Extract<GraphQLDataSourceProcessOptions<GatewayContext>, { incomingRequestContext: unknown }>;
type FetchAnswer = Awaited<ReturnType<GraphQLDataSource<GatewayContext>['process']>>;
type Path = readonly (string | number)[];

interface SubgraphFetchOptions {
  /** No answer within this time counts as none, even where the source itself would wait on. */
  readonly answerMs: number;
  readonly logger: Logger;
}

/**
 * A subgraph as Apollo Gateway calls it. Whatever goes wrong becomes an answer that misses only this subgraph's fields:
 * an error for each of them, at its path, and the rest of the operation goes on.
 */
export function subgraphFetch(
  source: SubgraphSource,
  options: SubgraphFetchOptions,
): GraphQLDataSource<GatewayContext> {
  const { logger, answerMs } = options;
  return {
    async process(fetch) {
      if (!('incomingRequestContext' in fetch))
        throw new Error('the supergraph is given, subgraphs are never asked for it');
      const { origin } = fetch.context;
      const { query = '', operationName, variables } = fetch.request;
      const finished = observeFetch(source.name);
      try {
        const call = source.execute({ query, operationName, variables, origin });
        const result = await withinTime(call, variables, answerMs);
        assertEntities(result, variables);
        finished(result.errors ? 'errors' : 'ok');
        if (!result.errors?.length) return merged(result, fetch);
        const translated = result.errors.map((error) => subgraphError(error, source.name, origin, logger));
        return merged({ data: result.data ?? null, errors: withPaths(translated, result, fetch) }, fetch);
      } catch (error) {
        finished('unavailable');
        if (!(error instanceof RequestError)) {
          logger.error({ err: error, subgraph: source.name, requestId: origin.requestId }, 'a subgraph source failed');
        }
        const missing = refusalError(error, origin);
        return { data: null, errors: withPaths([missing], { data: null }, fetch) };
      }
    },
  };
}

/** Apollo Gateway throws on such answers, and then tells the client nothing that helps. */
function assertEntities(result: FormattedExecutionResult, variables: Fetch['request']['variables']): void {
  const representations: unknown = variables?.['representations'];
  if (!Array.isArray(representations) || !result.data) return;
  const entities = result.data['_entities'];
  if (Array.isArray(entities) && entities.length === representations.length) return;
  throw new RequestError('SUBGRAPH_UNAVAILABLE', undefined, {
    cause: new Error('not one entity for each representation'),
  });
}

/** Remembers root fields, so that `entityPositions` can later look at what the gateway has merged. */
function merged(result: FormattedExecutionResult, fetch: Fetch): FetchAnswer {
  const { data } = result;
  if (data && !Array.isArray(fetch.request.variables?.['representations'])) {
    for (const [name, value] of Object.entries(data)) fetch.context.merged[name] ??= value;
  }
  return result;
}

/**
 * Gives each error a path that Apollo Gateway turns into the right place in the client's operation. An error without one
 * speaks of the request as a whole, and stands at every field that is missing for it.
 */
function withPaths(
  errors: readonly GraphQLFormattedError[],
  result: FormattedExecutionResult,
  fetch: Fetch,
): GraphQLFormattedError[] {
  const { query = '', operationName, variables } = fetch.request;
  const representations: unknown = variables?.['representations'];
  const schema: GraphQLSchema = fetch.incomingRequestContext.schema;
  let placed: readonly { error: GraphQLFormattedError; path: Path }[] = errors.flatMap((error) => {
    if (error.path && error.path.length > 0) return [{ error, path: error.path }];
    if (result.data) return [{ error, path: [] }];
    const paths = missingFields(schema, { query, operationName, variables, representations });
    return paths.map((path) => ({ error, path }));
  });
  if (Array.isArray(representations)) {
    const positions = entityPositions(fetch.context.merged, fetch.pathInIncomingRequest ?? [], representations);
    placed = placed.map(({ error, path: [field, index, ...rest] }) =>
      typeof index === 'number'
        ? { error, path: ['_entities', positions[index] ?? index, ...rest] }
        : { error, path: [field ?? ''] },
    );
  }
  return placed.map(({ error, path }) => {
    const { path: _replaced, locations: _insideTheSubgraph, ...rest } = error;
    return path.length > 0 ? { ...rest, path } : rest;
  });
}
