import { setTimeout as delay } from 'node:timers/promises';

/** Something that runs until it is stopped; `stop` aborts the run under way and waits for its end. */
export interface Repetition {
  stop(): Promise<void>;
}

/** Runs a task again and again, with a pause after each run. A failure is told once, until a run succeeds again. */
export function repeatedly(
  task: (signal: AbortSignal) => Promise<void>,
  options: { readonly pauseMs: number; readonly failed: (error: unknown) => void },
): Repetition {
  const stopping = new AbortController();
  const { signal } = stopping;
  const running = (async () => {
    let failing = false;
    while (!signal.aborted) {
      try {
        await task(signal);
        failing = false;
      } catch (error) {
        if (!failing && !signal.aborted) options.failed(error);
        failing = true;
      }
      await delay(options.pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
