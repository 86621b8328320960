import type { FormattedExecutionResult, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { RequestError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logging.ts';
import type { SubgraphRequest, SubgraphSource } from '../../platform/serving/subgraph-source.ts';
import { observeFetch } from '../metrics.ts';
import { missingFields } from './missing-fields.ts';
import { refusalError, subgraphError } from './subgraph-errors.ts';
import { withinTime } from './within-time.ts';

type Path = readonly (string | number)[];

export interface AskSubgraphOptions {
  /** No answer within this time counts as none, even where the source itself would wait on. */
  readonly answerMs: number;
  readonly logger: Logger;
}

/** What one fetch brought, in the client's terms but at paths inside the fetch. */
export interface SubgraphAnswer {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly FetchError[];
}

export interface FetchError {
  readonly error: GraphQLFormattedError;
  /** Empty where it speaks of the fetch as a whole although data came. */
  readonly path: Path;
}

/**
 * Sends one fetch and never rejects: whatever goes wrong becomes an answer that misses only this subgraph's fields, with
 * an error for each of them, so that the rest of the operation goes on.
 */
export async function askSubgraph(
  source: SubgraphSource,
  request: SubgraphRequest,
  schema: GraphQLSchema,
  options: AskSubgraphOptions,
): Promise<SubgraphAnswer> {
  const { logger, answerMs } = options;
  const { origin, variables } = request;
  const finished = observeFetch(source.name);
  try {
    const result = await withinTime(source.execute(request), variables, answerMs);
    assertEntities(result, variables);
    finished(result.errors ? 'errors' : 'ok');
    const data = result.data ?? null;
    if (!result.errors?.length) return { data, errors: [] };
    const errors = result.errors.flatMap((error) =>
      placed(subgraphError(error, source.name, origin, logger), data, request, schema),
    );
    return { data, errors };
  } catch (error) {
    finished('unavailable');
    if (!(error instanceof RequestError)) {
      logger.error({ err: error, subgraph: source.name, requestId: origin.requestId }, 'a subgraph source failed');
    }
    return { data: null, errors: placed(refusalError(error, origin), null, request, schema) };
  }
}

/** Apollo Gateway throws on such answers, and then tells the client nothing that helps. */
function assertEntities(result: FormattedExecutionResult, variables: SubgraphRequest['variables']): void {
  const representations: unknown = variables?.['representations'];
  if (!Array.isArray(representations) || !result.data) return;
  const entities = result.data['_entities'];
  if (Array.isArray(entities) && entities.length === representations.length) return;
  throw new RequestError('SUBGRAPH_UNAVAILABLE', undefined, {
    cause: new Error('not one entity for each representation'),
  });
}

/** An error without a path speaks of the request as a whole: it stands at every field that is missing for it. */
function placed(
  { path, locations: _insideTheSubgraph, ...error }: GraphQLFormattedError,
  data: Record<string, unknown> | null,
  request: SubgraphRequest,
  schema: GraphQLSchema,
): FetchError[] {
  if (path && path.length > 0) return [{ error, path }];
  if (data) return [{ error, path: [] }];
  const representations: unknown = request.variables?.['representations'];
  return missingFields(schema, { ...request, representations }).map((missing) => ({ error, path: missing }));
}
