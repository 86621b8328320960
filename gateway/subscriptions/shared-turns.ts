import { setImmediate as endOfTurn } from 'node:timers/promises';
import type { TakeTurn } from '../../platform/serving/turns.ts';

/**
 * Runs a task when it is its turn, and once for all who wait for one of the same key. `begun` is called when it begins.
 */
export type ShareTurn<Result> = (key: string, task: () => Promise<Result>, begun: () => void) => Promise<Result>;

interface Waiting<Result> {
  readonly result: Promise<Result>;
  readonly begun: (() => void)[];
}

/**
 * Nobody joins a task that has begun: what it finds may be from before the change that they ask for. So whoever shares a
 * result could have got the same by a task of their own.
 */
export function createSharedTurns<Result>(takeTurn: TakeTurn): ShareTurn<Result> {
  const waiting = new Map<string, Waiting<Result>>();
  return async (key, task, begun) => {
    const known = waiting.get(key);
    if (known) {
      known.begun.push(begun);
      return known.result;
    }
    const all = [begun];
    const result = takeTurn(async () => {
      // All whom the same change has woken are there by then.
      await endOfTurn();
      waiting.delete(key);
      for (const one of all) one();
      return task();
    });
    waiting.set(key, { result, begun: all });
    return result;
  };
}
