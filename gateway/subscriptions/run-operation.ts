import { hash } from 'node:crypto';
import type { GraphQLFormattedError } from 'graphql';
import type { RequestOrigin } from '../../platform/serving/subgraph-source.ts';
import type { FinishOperation } from '../execution/operation-record.ts';
import { createContext } from '../execution/request-context.ts';
import type { SupergraphServer } from '../execution/supergraph-server.ts';

export interface RunnableOperation {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** One answer of an operation. */
export interface Answer {
  /** The whole of it as JSON. */
  readonly json: Buffer | string;
  /** Tells it from another one. */
  readonly digest: string;
  /** Whether its one field is null, without an error: there is no such thing, or the caller may not see it. */
  readonly isNothing: boolean;
  /** Whether it brings nothing but errors that trying again would not mend. */
  readonly isRefusal: boolean;
}

/** Runs an operation that was admitted, by the lane that a request of its own would take. */
export type RunOperation = (
  operation: RunnableOperation,
  origin: RequestOrigin,
  finished: FinishOperation,
) => Promise<Answer>;

/** Whatever else is wrong is so for good, or until the client does something about it. */
const passingCodes: ReadonlySet<unknown> = new Set(['SUBGRAPH_UNAVAILABLE', 'INTERNAL_SERVER_ERROR', 'RATE_LIMITED']);

export function createOperationRunner({ apollo, operations }: SupergraphServer): RunOperation {
  return async ({ query, operationName, variables }, origin, finished) => {
    const operation = operations.find(query, operationName);
    const outcome = (await operation?.runBytes(variables, origin)) ?? null;
    if (operation && outcome && 'answer' in outcome) {
      finished(operation);
      return answerOf(withoutLineBreak(outcome.answer), false);
    }
    const { body } = await apollo.executeOperation(
      { query, variables, ...(operationName !== undefined && { operationName }) },
      {
        contextValue: createContext(origin, finished, outcome && 'received' in outcome ? outcome.received : undefined),
      },
    );
    if (body.kind !== 'single') throw new Error('an answer in parts, which nobody can have asked for');
    const { data, errors } = body.singleResult;
    return answerOf(JSON.stringify({ data, errors }), refuses(data, errors));
  };
}

const nothing = /^{"data":{"\w+":null}}$/;
/** What is longer is not looked into: no field has such a name, and whoever makes one up pays. */
const mostOfNothing = 200;

function answerOf(json: Buffer | string, isRefusal: boolean): Answer {
  return {
    json,
    digest: hash('sha256', json, 'base64url'),
    isNothing: json.length < mostOfNothing && nothing.test(json.toString()),
    isRefusal,
  };
}

/** Answers over HTTP end with one; of two lanes, the same answer must be the same. */
function withoutLineBreak(json: Buffer): Buffer {
  return json.at(-1) === 10 ? json.subarray(0, -1) : json;
}

function refuses(
  data: Readonly<Record<string, unknown>> | null | undefined,
  errors: readonly GraphQLFormattedError[] | undefined,
): boolean {
  if (!errors?.length || Object.values(data ?? {}).some((value) => value !== null)) return false;
  return errors.every(({ extensions }) => !passingCodes.has(extensions?.['code']));
}
