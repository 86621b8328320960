const controller = new AbortController();

/** Aborted by Ctrl-C. Whatever waits then fails, so that everything that was started is ended in order. */
export const interrupted: AbortSignal = controller.signal;

/** A second Ctrl-C ends this process at once; its programs notice, and the kernel ends its commands. */
export function endOnInterruption(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => controller.abort(new Error('interrupted')));
  }
}
