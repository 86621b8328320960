import { randomUUID } from 'node:crypto';
import { readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder, syncFolder } from './durable-folder.ts';
import { isSha256, type FileRemoval } from './file-store.ts';

/** Sets files aside by a rename into `folder`, where each gets a name of its own: `{digest}.{uuid}`. */
export function folderRemoval(folder: string, pathOf: (sha256: string) => string): FileRemoval {
  const all = async () => readdir(folder).catch(none);
  const listAside = async (sha256: string) => (await all()).filter((name) => name.startsWith(`${sha256}.`));
  return {
    listAside,

    async allAside() {
      const digests = (await all()).map((name) => name.slice(0, name.indexOf('.')));
      return [...new Set(digests)].filter(isSha256);
    },

    async setAside(sha256) {
      const path = pathOf(sha256);
      await makeFolder(folder);
      // Both folders are written before the claims that led here are forgotten.
      if (await moved(path, join(folder, `${sha256}.${randomUUID()}`))) await syncBoth(dirname(path));
    },

    async putBack(sha256) {
      const path = pathOf(sha256);
      for (const name of await listAside(sha256)) {
        // Where the content was kept anew meanwhile, this puts the same bytes in its place.
        if (await moved(join(folder, name), path)) await syncBoth(dirname(path));
      }
    },

    async drop(names) {
      if (names.length === 0) return;
      for (const name of names) await rm(join(folder, name), { force: true });
      await syncFolder(folder);
    },
  };

  async function syncBoth(shard: string): Promise<void> {
    await syncFolder(shard);
    await syncFolder(folder);
  }
}

/** False where there was nothing to move, because somebody else has moved it. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

function none(error: unknown): readonly string[] {
  // Nothing was ever removed.
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
}
