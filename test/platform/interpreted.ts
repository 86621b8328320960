import { execute, parse, validate, type FormattedExecutionResult, type GraphQLSchema } from 'graphql';
import { createLogger } from '../../platform/logging.ts';
import { formatErrors, formatResult } from '../../platform/serving/format-errors.ts';
import type { RequestOrigin, SubgraphRequest } from '../../platform/serving/subgraph-source.ts';

const logger = createLogger('test', { level: 'silent' });

/** What graphql-js answers. */
export async function interpret<Context>(
  schema: GraphQLSchema,
  createContext: (origin: RequestOrigin) => Promise<Context>,
  { query, variables, origin }: SubgraphRequest,
): Promise<FormattedExecutionResult> {
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length > 0) return formatErrors(errors, origin, logger);
  const contextValue = await createContext(origin);
  return formatResult(await execute({ schema, document, variableValues: variables, contextValue }), origin, logger);
}

/** As a client reads it; errors happen side by side, so their order says nothing. */
export function comparable(answer: FormattedExecutionResult | Buffer | undefined): unknown {
  const { errors, ...rest } = JSON.parse(answer instanceof Buffer ? answer.toString() : JSON.stringify(answer));
  return { ...rest, errors: errors?.map((error: unknown) => JSON.stringify(error)).toSorted() };
}
