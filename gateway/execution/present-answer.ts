import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Language } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logging.ts';
import type { GatewayContext } from './request-context.ts';
import { unexpectedError } from './subgraph-errors.ts';

type Path = readonly (string | number)[];

/**
 * The last look at every answer: errors in the client's language and at paths that exist in what the client asked for,
 * nothing internal.
 */
export function presentAnswer(
  logger: Logger,
  options: { readonly suggestions: boolean },
): ApolloServerPlugin<GatewayContext> {
  const worded = options.suggestions ? (message: string) => message : withoutSuggestion;
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, contextValue }) {
          if (!operation) throw noSuchOperation(contextValue.origin.language);
        },
        async willSendResponse({ response, contextValue, operation, operationName, errors: causes }) {
          const { body } = response;
          const { origin } = contextValue;
          if (body.kind !== 'single') return;
          const { data, errors } = body.singleResult;
          // Apollo Gateway reports here what it set to null where a required field was missing, in its own words.
          delete body.singleResult.extensions?.['valueCompletion'];
          if (body.singleResult.extensions && Object.keys(body.singleResult.extensions).length === 0) {
            delete body.singleResult.extensions;
          }
          if (errors) {
            body.singleResult.errors = distinct(
              errors.map((error) => {
                const shown = placedIn(data, presented({ ...error, message: worded(error.message) }, origin));
                if (
                  error.extensions?.['code'] === 'INTERNAL_SERVER_ERROR' &&
                  error.extensions['requestId'] === undefined
                ) {
                  logger.error(
                    { requestId: origin.requestId, causes, operationName },
                    'an operation failed unexpectedly',
                  );
                }
                return shown;
              }),
            );
          }
          contextValue.finished({ kind: operation?.operation ?? 'none', name: operationName, errors });
        },
      };
    },
  };
}

/** Apollo Gateway would call this its own failure. */
function noSuchOperation(language: Language): GraphQLError {
  const text = {
    vi: 'Không xác định được thao tác cần chạy. Hãy gửi “operationName” là tên của một thao tác trong “query”.',
    en: 'It is not clear which operation to run. Send as “operationName” the name of one in “query”.',
  };
  return new GraphQLError(text[language], {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } },
  });
}

function presented(error: GraphQLFormattedError, origin: GatewayContext['origin']): GraphQLFormattedError {
  const { serviceName: _private, ...extensions } = error.extensions ?? {};
  const position = error.path ? { path: error.path } : {};
  if (extensions['code'] === 'INTERNAL_SERVER_ERROR') return { ...unexpectedError(origin), ...position };
  if (extensions['code'] === 'BAD_REQUEST') extensions['code'] = 'BAD_USER_INPUT';
  const locations = error.locations ? { locations: error.locations } : {};
  return { message: error.message, ...locations, ...position, extensions };
}

/**
 * Cuts a path where it leaves the answer: at a field that the gateway asked for on its own account (a key), and, for a
 * subgraph that gave nothing, at the first null, so that the path names the very field that the client misses.
 */
function placedIn(data: unknown, error: GraphQLFormattedError): GraphQLFormattedError {
  if (!error.path) return error;
  const path = visiblePath(data, error.path, error.extensions?.['code'] === 'SUBGRAPH_UNAVAILABLE');
  const { path: _whole, ...rest } = error;
  return path.length > 0 ? { ...rest, path } : rest;
}

function visiblePath(data: unknown, path: Path, stopAtNull: boolean): Path {
  let value = data;
  for (const [depth, part] of path.entries()) {
    if (value === null || value === undefined) return stopAtNull ? path.slice(0, depth) : path;
    if (typeof value !== 'object' || !Object.hasOwn(value, part)) return path.slice(0, depth);
    value = Reflect.get(value, part);
  }
  return path;
}

/** graphql-js guesses names that are like a wrong one: in a few hundred guesses it tells a whole schema. */
export function withoutSuggestion(message: string): string {
  return message.replace(/ ?Did you mean [^?]*\?/, '');
}

function distinct(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
  if (errors.length < 2) return [...errors];
  const byContent = new Map(errors.map((error) => [JSON.stringify(error), error]));
  return [...byContent.values()];
}
