/**
 * Resolves at the first Ctrl-C or SIGTERM, or when the launcher that started this process is gone. A second signal ends
 * the process at once, for those who cannot wait.
 */
export async function stopSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    });
  }
  process.on('disconnect', resolve);
  // The channel to the launcher is for noticing its end; it must not keep this process alive.
  process.channel?.unref();
  await promise;
}
