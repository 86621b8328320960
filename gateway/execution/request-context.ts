import type { RequestOrigin } from '../../platform/serving/subgraph-source.ts';
import type { AnswerBytes } from './compiled/answer-bytes.ts';

/** What Apollo Server carries along with one operation. */
export interface GatewayContext {
  readonly origin: RequestOrigin;
  /**
   * The objects that Apollo Gateway merges the subgraphs' answers into, by root field. It keeps them to itself, but the
   * first object it is given for a field is the one it goes on filling.
   */
  readonly merged: Record<string, unknown>;
  /** Carries an answer that is bytes past Apollo Server, which prints text only, and copies this context. */
  readonly printed: { answer: AnswerBytes | null };
}

export function createContext(origin: RequestOrigin): GatewayContext {
  return { origin, merged: Object.create(null), printed: { answer: null } };
}

/** Apollo Server hands the context on without its type. */
export function isGatewayContext(context: object): context is GatewayContext {
  return 'origin' in context && 'merged' in context;
}
