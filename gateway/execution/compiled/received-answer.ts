import type { FetchNode } from '@apollo/query-planner';
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import { RequestError } from '../../../platform/errors.ts';
import type { SubgraphSource } from '../../../platform/serving/subgraph-source.ts';
import { parseAnswer } from '../../sources/parse-answer.ts';

/** How a subgraph answered a fetch that the bytes tier sent. */
export interface Received {
  readonly answer: { readonly bytes: Buffer } | { readonly failure: unknown };
  /** Of an entity fetch, in the order in which they were sent; as `executeBytes` takes them. */
  readonly representations: readonly string[] | undefined;
}

/** Everything that one request of the bytes tier was answered. */
export type ReceivedAnswers = ReadonlyMap<FetchNode, Received>;

/** Stands for a subgraph that has answered already: the same bytes, parsed, and no second fetch. */
export function receivedAnswer(name: string, { answer, representations: sent }: Received): SubgraphSource {
  return {
    name,
    async execute({ variables }) {
      if ('failure' in answer) throw answer.failure;
      const result = parsed(answer.bytes);
      const wanted: unknown = variables?.['representations'];
      return sent && Array.isArray(wanted) ? reordered(result, sent, wanted) : result;
    },
  };
}

function parsed(bytes: Buffer): FormattedExecutionResult {
  try {
    return parseAnswer(200, bytes.toString('utf8'));
  } catch (cause) {
    throw new RequestError('SUBGRAPH_UNAVAILABLE', undefined, { cause });
  }
}

/** Two spellings of one text were two representations on the way out, and are one for whoever parses. */
function reordered(
  result: FormattedExecutionResult,
  sent: readonly string[],
  wanted: readonly unknown[],
): FormattedExecutionResult {
  const entities: unknown = result.data?.['_entities'];
  if (!result.data || !Array.isArray(entities) || entities.length !== sent.length) return result;
  const numbers = new Map<string, number>();
  for (const [number, text] of sent.entries()) {
    const canonical = JSON.stringify(JSON.parse(Buffer.from(`{${text}}`, 'latin1').toString('utf8')));
    if (!numbers.has(canonical)) numbers.set(canonical, number);
  }
  const order = wanted.map((representation) => {
    const number = numbers.get(JSON.stringify(representation));
    if (number === undefined) throw new Error('a representation that was not sent');
    return number;
  });
  const moved = (error: GraphQLFormattedError): GraphQLFormattedError[] => {
    const [field, number, ...rest] = error.path ?? [];
    if (field === undefined || typeof number !== 'number') return [error];
    return order.flatMap((old, now) => (old === number ? [{ ...error, path: [field, now, ...rest] }] : []));
  };
  const data = { ...result.data, _entities: order.map((number): unknown => entities[number]) };
  return result.errors ? { data, errors: result.errors.flatMap(moved) } : { data };
}
