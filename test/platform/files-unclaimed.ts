import { randomUUID } from 'node:crypto';
import type { Keeping } from '../../platform/files/file-claims.ts';
import type { FileStore } from '../../platform/files/file-store.ts';

/** The store alone, without a database that would remember claims; `files-sweep.test.ts` is about those. */
export function keepingIn(store: FileStore): Keeping {
  const claim = async (digests: readonly string[]) => digests.map(() => randomUUID());
  return { store, claims: { claim, areHeld: async () => true } };
}
