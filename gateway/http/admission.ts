import { observeCost } from '../limits/limit-metrics.ts';
import type { InspectedDocument, InspectedOperation } from '../limits/inspect-operation.ts';
import type { Caller, ChargeCaller } from '../limits/rate-limit.ts';
import { tooComplex } from '../limits/too-complex.ts';
import type { NamedOperation, OperationText } from '../operations/operation-text.ts';
import type { GraphqlRequest } from './graphql-request.ts';

/** A request that may run, by whichever lane: its text is known, and it is neither too large nor too much. */
export interface AdmittedRequest extends GraphqlRequest {
  readonly query: string;
  readonly kind: InspectedOperation['kind'];
  /** What was charged for running it. */
  readonly cost: number;
}

interface AdmissionOptions {
  readonly operationText: OperationText;
  readonly inspect: (query: string) => InspectedDocument;
  readonly maxCost: number;
  /** Null where callers are not limited. */
  readonly charge: ChargeCaller | null;
}

export type Admit = (caller: Caller, asked: GraphqlRequest) => Promise<AdmittedRequest>;

/** What any request costs, however small it is. */
const leastCost = 1;

/** Parsing, validating and planning an operation is more work than running a small one: whoever keeps inventing pays. */
const costOfNews = 1000;

/**
 * Everything that must hold before an operation runs, in one place in front of both lanes.
 *
 * Rejects with what the text's rules (`operationText`), the limits or the rate limit refuse. A refused operation is
 * charged for the reading of it; one that comes too soon is not charged.
 */
export function createAdmission({ operationText, inspect, maxCost, charge }: AdmissionOptions): Admit {
  return async (caller, asked) => {
    const query = operationText(nameOf(asked));
    const document = inspect(query);
    const operation = document.operation(asked.operationName);
    const cost = operation.cost?.(asked.variables) ?? 0;
    const refusal = operation.refusal ?? (cost > maxCost ? tooComplex('cost', cost, maxCost) : null);
    if (charge) {
      const spent = charge(caller, Math.max(leastCost, refusal ? 0 : cost) + (document.isNew ? costOfNews : 0));
      if (spent) await spent;
    }
    if (refusal) throw refusal;
    observeCost(cost);
    const { persistedQuery: _taken, ...extensions } = asked.extensions;
    return { ...asked, query, extensions, kind: operation.kind, cost: Math.max(leastCost, cost) };
  };
}

function nameOf({ query, documentId, extensions }: GraphqlRequest): NamedOperation {
  const given = extensions['persistedQuery'];
  const named = typeof given === 'object' && given !== null ? given : undefined;
  const persistedQuery = named && {
    version: 'version' in named ? named.version : undefined,
    sha256Hash: 'sha256Hash' in named ? named.sha256Hash : undefined,
  };
  return { query, documentId, persistedQuery };
}
