import type { RequestOrigin } from '../../platform/serving/subgraph-source.ts';
import type { ReceivedAnswers } from './compiled/received-answer.ts';
import type { FinishOperation } from './operation-record.ts';

/** What Apollo Server carries along with one operation. */
export interface GatewayContext {
  readonly origin: RequestOrigin;
  readonly finished: FinishOperation;
  /** What the lean lane has fetched for this request: none of it is fetched again. */
  readonly received: ReceivedAnswers | undefined;
  /**
   * The objects that Apollo Gateway merges the subgraphs' answers into, by root field. It keeps them to itself, but the
   * first object it is given for a field is the one it goes on filling.
   */
  readonly merged: Record<string, unknown>;
}

export function createContext(
  origin: RequestOrigin,
  finished: FinishOperation,
  received?: ReceivedAnswers,
): GatewayContext {
  return { origin, finished, received, merged: Object.create(null) };
}

/** Apollo Server hands the context on without its type. */
export function isGatewayContext(context: object): context is GatewayContext {
  return 'origin' in context && 'merged' in context;
}
