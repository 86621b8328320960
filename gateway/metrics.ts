import { Counter } from 'prom-client';
import { TalliedHistogram } from './tallied-histogram.ts';

/** From a remembered answer to a slow report. */
const buckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

const operations = new TalliedHistogram({
  name: 'lienthong_gateway_operation_seconds',
  help: 'Time from a parsed request to its answer, by kind of operation and by whether the answer carries errors.',
  labelNames: ['kind', 'outcome'],
  buckets,
});

const refusals = new Counter({
  name: 'lienthong_gateway_refused_requests_total',
  help: 'Requests refused before any operation ran, by error code.',
  labelNames: ['code'],
});

const fetches = new TalliedHistogram({
  name: 'lienthong_gateway_subgraph_fetch_seconds',
  help: 'Time a subgraph takes to answer one fetch, by outcome.',
  labelNames: ['subgraph', 'outcome'],
  buckets,
});

const tiers = new Counter({
  name: 'lienthong_gateway_tier_total',
  help: 'Operations by how they were run: compiled (bytes, objects), or by Apollo Gateway itself (stock).',
  labelNames: ['tier'],
});

export type FetchOutcome = 'ok' | 'errors' | 'unavailable';

/** Starts the clock on a fetch; call the result once, when it ends. */
export function observeFetch(subgraph: string): (outcome: FetchOutcome) => void {
  const startedAt = performance.now();
  return (outcome) => fetches.tally((performance.now() - startedAt) / 1000, subgraph, outcome);
}

/** Starts the clock on an operation; call the result once, when it is answered. */
export function observeOperation(): (
  kind: 'query' | 'mutation' | 'subscription' | 'none',
  outcome: 'ok' | 'errors',
) => void {
  const startedAt = performance.now();
  return (kind, outcome) => operations.tally((performance.now() - startedAt) / 1000, kind, outcome);
}

export function countRefusal(code: string): void {
  refusals.inc({ code });
}

/** How an operation is run; see `execution/compiled/README.md`. */
export function countTier(tier: 'bytes' | 'objects' | 'stock'): void {
  tiers.inc({ tier });
}
