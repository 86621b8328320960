import type { GraphQLFormattedError } from 'graphql';
import type { ReceivedAnswers } from '../../../gateway/execution/compiled/received-answer.ts';
import { createContext } from '../../../gateway/execution/request-context.ts';
import type { SupergraphServer } from '../../../gateway/execution/supergraph-server.ts';

interface Operation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export interface OracleAnswer {
  readonly data: unknown;
  /** As text: their order says nothing. */
  readonly errors: readonly string[];
}

const origin = { requestId: 'oracle', token: undefined, language: 'vi' } as const;

/** By Apollo Server, which is how an operation runs when it is first seen. */
export async function askApollo(
  { apollo }: SupergraphServer,
  operation: Operation,
  received?: ReceivedAnswers,
): Promise<OracleAnswer> {
  const contextValue = createContext(origin, () => {}, received);
  const { body } = await apollo.executeOperation(structuredClone(operation), { contextValue });
  if (body.kind !== 'single') throw new Error('an answer in parts');
  // What crosses a wire is text.
  return read(JSON.stringify(body.singleResult));
}

/** As bytes, which is how an operation runs that is compiled already; Apollo Server goes on where bytes cannot. */
export async function askLean(server: SupergraphServer, operation: Operation): Promise<OracleAnswer> {
  const compiled = server.operations.find(operation.query, undefined);
  const outcome = await compiled?.runBytes(operation.variables ?? {}, origin);
  if (outcome && 'answer' in outcome) return read(outcome.answer.toString('utf8'));
  return askApollo(server, operation, outcome?.received);
}

function read(text: string): OracleAnswer {
  const { data, errors }: { data?: unknown; errors?: readonly GraphQLFormattedError[] } = JSON.parse(text);
  return { data, errors: (errors ?? []).map((error) => JSON.stringify(error)).toSorted() };
}
