import {
  execute,
  getOperationAST,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { errorCodes, RequestError, type Language } from '../errors.ts';
import type { Logger } from '../logging.ts';
import type { RequestOrigin, SubgraphRequest, SubgraphSource } from './subgraph-source.ts';

/** The gateway sends the same few hundred operations again and again; anything beyond is somebody's inline literals. */
const rememberedDocuments = 1000;

interface SubgraphExecutorOptions<Context> {
  readonly name: string;
  readonly schema: GraphQLSchema;
  /** Called once per request, before anything runs; a `RequestError` it throws is the whole answer. */
  readonly createContext: (origin: RequestOrigin) => Promise<Context>;
  readonly logger: Logger;
}

/**
 * Runs a subgraph's operations. The gateway calls it directly in the one-process topology and through
 * `registerGraphqlRoute` in the distributed one, so both meet the same validation, errors and masking.
 */
export function createSubgraphExecutor<Context>(options: SubgraphExecutorOptions<Context>): SubgraphSource {
  const { name, schema, createContext, logger } = options;
  const documents = new Map<string, DocumentNode | readonly GraphQLError[]>();

  function validated(query: string): DocumentNode | readonly GraphQLError[] {
    const known = documents.get(query);
    if (known) return known;
    const document = parseAndValidate(schema, query);
    if (documents.size >= rememberedDocuments) {
      const [oldest] = documents.keys();
      if (oldest !== undefined) documents.delete(oldest);
    }
    documents.set(query, document);
    return document;
  }

  return {
    name,
    execute: logged,
    async executeBytes(request, representations) {
      if (representations) {
        const list: unknown = JSON.parse(Buffer.from(`[${representations.join(',')}]`, 'latin1').toString());
        return Buffer.from(
          JSON.stringify(await logged({ ...request, variables: { ...request.variables, representations: list } })),
        );
      }
      return Buffer.from(JSON.stringify(await logged(request)));
    },
  };

  async function logged(request: SubgraphRequest): Promise<FormattedExecutionResult> {
    if (!logger.isLevelEnabled('debug')) return answer(request);
    const startedAt = performance.now();
    const result = await answer(request);
    logger.debug(
      {
        subgraph: name,
        requestId: request.origin.requestId,
        operationName: request.operationName,
        milliseconds: Math.round(performance.now() - startedAt),
        ...(result.errors && { codes: [...new Set(result.errors.map((error) => error.extensions?.['code']))] }),
      },
      'subgraph operation',
    );
    return result;
  }

  async function answer(request: SubgraphRequest): Promise<FormattedExecutionResult> {
    const format = (error: unknown) => formatError(error, request.origin, logger);
    const document = validated(request.query);
    if ('length' in document) return { errors: document.map(format) };
    if (!getOperationAST(document, request.operationName)) {
      return { errors: [format(new GraphQLError('The document holds no such operation.'))] };
    }
    let contextValue: Context;
    try {
      contextValue = await createContext(request.origin);
    } catch (error) {
      return { errors: [format(error)] };
    }
    const result = await execute({
      schema,
      document,
      operationName: request.operationName,
      variableValues: request.variables,
      contextValue,
    });
    return formatResult(result, format);
  }
}

function parseAndValidate(schema: GraphQLSchema, query: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query);
    const errors = validate(schema, document);
    return errors.length > 0 ? errors : document;
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function formatResult(
  result: ExecutionResult,
  format: (error: unknown) => GraphQLFormattedError,
): FormattedExecutionResult {
  const data = result.data === undefined ? {} : { data: result.data };
  return result.errors ? { errors: result.errors.map(format), ...data } : data;
}

/**
 * What a caller sees of an error: a refusal in their language with its code; a mistake in the request as GraphQL words
 * it; anything else only as `INTERNAL_SERVER_ERROR`, with the details in the log under the same request id.
 */
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
  logger.error({ err: cause, path: graphqlError?.path, requestId: origin.requestId }, 'unexpected error in a resolver');
  return masked(origin.language, position);
}

/** graphql-js wraps what a scalar or resolver threw, sometimes twice: the innermost error is the one that was thrown. */
function deepestCause(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

function masked(language: Language, position: Partial<GraphQLFormattedError>): GraphQLFormattedError {
  const code = 'INTERNAL_SERVER_ERROR';
  return { message: errorCodes[code][language], extensions: { code }, ...position };
}
