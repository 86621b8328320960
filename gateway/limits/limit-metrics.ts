import { Counter } from 'prom-client';
import { TalliedHistogram } from '../tallied-histogram.ts';

const storeFailures = new Counter({
  name: 'lienthong_gateway_rate_store_failures_total',
  help: 'Times that the shared store of rate limits did not answer, and this gateway limited by itself.',
});

const costs = new TalliedHistogram({
  name: 'lienthong_gateway_operation_cost',
  help: 'Estimated cost of the operations that were admitted.',
  labelNames: [],
  buckets: [1, 10, 100, 1000, 10_000, 100_000],
});

export function countRateStoreFailure(): void {
  storeFailures.inc();
}

export function observeCost(cost: number): void {
  costs.tally(cost);
}
