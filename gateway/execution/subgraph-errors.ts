import type { GraphQLFormattedError } from 'graphql';
import { errorCodes, RequestError, type ErrorCode } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logging.ts';
import type { RequestOrigin } from '../../platform/serving/subgraph-source.ts';

/** What servers add to an error for their own developers. */
const privateExtensions = new Set([
  'serviceName',
  'stacktrace',
  'stack',
  'exception',
  'originalError',
  'debug',
  'response',
  'http',
]);

/** How graphql-js words a value that does not fit its type, where the server gives no code. */
const coercionMessage =
  /^(Variable "\$[^"]*" (got invalid value|has invalid value|of required type|of non-null type) |Expected value of type )/;

/**
 * An error of a subgraph, as the client may see it. A refusal passes as it is, without what is private to the server.
 * An error that carries no code, or says that it was unexpected, is masked: its message may hold anything.
 */
export function subgraphError(
  error: GraphQLFormattedError,
  subgraph: string,
  origin: RequestOrigin,
  logger: Logger,
): GraphQLFormattedError {
  const given = error.extensions?.['code'];
  const code = given === undefined && coercionMessage.test(error.message) ? 'BAD_USER_INPUT' : given;
  const position = error.path ? { path: error.path } : {};
  if (typeof code !== 'string' || code === 'INTERNAL_SERVER_ERROR') {
    const { requestId } = origin;
    logger.error({ subgraph, requestId, path: error.path, reason: error.message }, 'an unexpected error in a subgraph');
    return { ...unexpectedError(origin), ...position };
  }
  const extensions = Object.entries(error.extensions ?? {}).filter(([key]) => !privateExtensions.has(key));
  return { message: error.message, ...position, extensions: { ...Object.fromEntries(extensions), code } };
}

/** What the client is told of a fetch that failed: a refusal in its own words, anything else as unexpected. */
export function refusalError(error: unknown, origin: RequestOrigin): GraphQLFormattedError {
  if (!(error instanceof RequestError)) return unexpectedError(origin);
  return { message: error.text[origin.language], extensions: extensionsFor(error.code, origin) };
}

/** Says nothing but the request id, by which the log tells the rest. */
export function unexpectedError(origin: RequestOrigin): GraphQLFormattedError {
  const code = 'INTERNAL_SERVER_ERROR';
  return { message: errorCodes[code][origin.language], extensions: extensionsFor(code, origin) };
}

function extensionsFor(code: ErrorCode, origin: RequestOrigin): Record<string, unknown> {
  const reportable = code === 'INTERNAL_SERVER_ERROR' || code === 'SUBGRAPH_UNAVAILABLE';
  return reportable ? { code, requestId: origin.requestId } : { code };
}
