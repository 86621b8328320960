/** Runs a task when it is its turn. */
export type TakeTurn = <Result>(task: () => Promise<Result>) => Promise<Result>;

/**
 * Lets at most so many tasks run at once, in the order in which they came: whoever came first is done first, instead of
 * everybody at the same late time.
 */
export function createTurns(atOnce: number): TakeTurn {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      // Whoever comes next takes over this one's place.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
