import { spendingUntil, waitFor, type RateStore } from './rate.ts';

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
      const spent = payers.map(({ key, rate }) => {
        const until = spendingUntil(recent.get(key) ?? older.get(key), cost, rate, moment);
        return { key, until, wait: waitFor(until, rate, moment) };
      });
      const wait = Math.max(0, ...spent.map((each) => each.wait));
      if (wait >= 1) return wait;
      for (const { key, until } of spent) remember(key, until);
      return 0;
    },
  };
}
