import { GraphQLError, type ExecutionResult, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql';
import { errorCodes, RequestError, type ErrorCode, type Language } from '../errors.ts';
import type { Logger } from '../logging.ts';
import { isUnavailable } from '../unavailable.ts';
import type { RequestOrigin } from './subgraph-source.ts';

/** An answer as it leaves the subgraph: see `formatErrors`. */
export function formatResult(
  { data, errors }: ExecutionResult,
  origin: RequestOrigin,
  logger: Logger,
): FormattedExecutionResult {
  const answered = data === undefined ? {} : { data };
  return errors ? { ...formatErrors(errors, origin, logger), ...answered } : answered;
}

/**
 * What a caller sees of errors: a refusal in their language with its code; a mistake in the request as GraphQL words it;
 * `SUBGRAPH_UNAVAILABLE` where what it needs is away; anything else only as `INTERNAL_SERVER_ERROR`. The details of the last
 * two are in the log under the same request id.
 */
export function formatErrors(
  errors: readonly unknown[],
  origin: RequestOrigin,
  logger: Logger,
): { readonly errors: readonly GraphQLFormattedError[] } {
  return { errors: errors.map((error) => formatError(error, origin, logger)) };
}

function formatError(error: unknown, origin: RequestOrigin, logger: Logger): GraphQLFormattedError {
  const graphqlError = error instanceof GraphQLError ? error : undefined;
  const position = {
    ...(graphqlError?.path && { path: graphqlError.path }),
    ...(graphqlError?.locations && { locations: graphqlError.locations }),
  };
  const cause = deepestCause(error);
  if (cause instanceof RequestError) {
    return { message: cause.text[origin.language], extensions: { code: cause.code }, ...position };
  }
  if (cause instanceof GraphQLError) {
    return { message: cause.message, extensions: { code: 'BAD_USER_INPUT' }, ...position };
  }
  const details = { err: cause, path: graphqlError?.path, requestId: origin.requestId };
  if (isUnavailable(cause)) {
    logger.warn(details, 'what this needs does not answer');
    return masked('SUBGRAPH_UNAVAILABLE', origin.language, position);
  }
  logger.error(details, 'unexpected error in a resolver');
  return masked('INTERNAL_SERVER_ERROR', origin.language, position);
}

/** graphql-js wraps what a scalar or resolver threw, sometimes twice: the innermost error is the one that was thrown. */
function deepestCause(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

function masked(code: ErrorCode, language: Language, position: Partial<GraphQLFormattedError>): GraphQLFormattedError {
  return { message: errorCodes[code][language], extensions: { code }, ...position };
}
