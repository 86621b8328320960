import { spendingUntil, waitFor, type Payer, type RateStore } from './rate.ts';

/** So many callers are remembered for sure, and at most twice as many. */
const rememberedPayers = 50_000;

/** For one gateway process. `now` is a clock in milliseconds that never goes back. */
export function createMemoryRateStore(now: () => number = () => performance.now()): RateStore {
  // Two generations: forgetting costs nothing, however many callers somebody invents.
  let recent = new Map<string, number>();
  let older = new Map<string, number>();

  function remember(key: string, until: number): void {
    recent.set(key, until);
    if (recent.size < rememberedPayers) return;
    older = recent;
    recent = new Map();
  }

  return {
    charge(payers, cost) {
      const moment = now();
      const until = ({ key, rate }: Payer) => spendingUntil(recent.get(key) ?? older.get(key), cost, rate, moment);
      let wait = 0;
      for (const payer of payers) wait = Math.max(wait, waitFor(until(payer), payer.rate, moment));
      if (wait >= 1) return wait;
      for (const payer of payers) remember(payer.key, until(payer));
      return 0;
    },
  };
}
