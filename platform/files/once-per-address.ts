import type { ServedFile } from './serve-file.ts';

/** More addresses than one process serves in the minutes that they work; past it the oldest are forgotten. */
const mostRemembered = 10_000;

/**
 * Records a file's being served once for each signed address, however many ranges of it are asked for. Those that ask at
 * the same time wait for the same record; one that fails is not remembered, and its bytes do not leave.
 *
 * Kept in the process: several processes of one subgraph may each record an address that they all serve.
 */
export function oncePerAddress(
  record: (served: ServedFile) => Promise<void>,
  now: () => Date,
): (served: ServedFile) => Promise<void> {
  const recorded = new Map<string, { readonly expiresAt: Date; readonly done: Promise<void> }>();
  return async (served) => {
    const { fileId, account, disposition, expiresAt } = served;
    const address = JSON.stringify([fileId, account, disposition, expiresAt]);
    const known = recorded.get(address);
    if (known) return known.done;
    for (const [oldest, { expiresAt: end }] of recorded) {
      if (end > now() && recorded.size < mostRemembered) break;
      recorded.delete(oldest);
    }
    const done = record(served);
    recorded.set(address, { expiresAt, done });
    try {
      await done;
    } catch (error) {
      recorded.delete(address);
      throw error;
    }
  };
}
