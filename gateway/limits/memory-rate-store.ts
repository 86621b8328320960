import { allocateNumbers, SharedNumbers } from '../../platform/threads/shared-numbers.ts';
import { spendingUntil, waitFor, type RateStore } from './rate.ts';

/** So many callers are remembered for sure. */
const rememberedPayers = 50_000;

/** What the threads of a gateway count in together. */
export const allocateRates = () => allocateNumbers(rememberedPayers);

/**
 * For one gateway process. `now` is a clock in milliseconds that never goes back, and the same for all threads.
 */
export function createMemoryRateStore(memory = allocateRates(), now: () => number = processClock): RateStore {
  const spentUntil = new SharedNumbers(memory, (until) => until <= now());
  return {
    charge(payers, cost) {
      const moment = now();
      let wait = 0;
      spentUntil.change(
        payers.map(({ key }) => key),
        (moments) => {
          for (const [index, { rate }] of payers.entries()) {
            const until = spendingUntil(moments[index], cost, rate, moment);
            wait = Math.max(wait, waitFor(until, rate, moment));
            moments[index] = until;
          }
          return wait < 1;
        },
      );
      return wait < 1 ? 0 : wait;
    },
  };
}

/** `performance.now()` begins anew in each thread. */
function processClock(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
