import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

// Whoever still writes after a day will not finish: every request has ended long before.
const abandonedAfterMs = 24 * 60 * 60 * 1000;

/** Folders that this very process writes to; after a restart in a container the process id may be the same as before. */
const ownFolders = new Set<string>();

export interface IncomingFolder {
  readonly path: string;
  /** Removes the folders of processes that are gone, and files that somebody has stopped writing to. */
  clearAbandoned(): Promise<void>;
}

/**
 * Gives this process a folder of its own under `parent` for files on their way, and removes those of processes that are
 * gone. A folder's name tells whose it is, because a file's age does not: a crashed process may be restarted within the
 * second, while another one that shares the place is in the middle of an upload.
 */
export async function openIncomingFolder(parent: string): Promise<IncomingFolder> {
  await mkdir(parent, { recursive: true, mode: 0o700 });
  await clearAbandoned(parent);
  const own = join(parent, `${process.pid}@${encodeURIComponent(hostname())}@${randomUUID()}`);
  ownFolders.add(own);
  await mkdir(own, { mode: 0o700 });
  return { path: own, clearAbandoned: () => clearAbandoned(parent) };
}

async function clearAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const path = join(parent, name);
    if (ownFolders.has(path)) await clearOld(path);
    else if (await isAbandoned(path, name)) await rm(path, { recursive: true, force: true });
  }
}

/** What could not be removed when its upload failed. */
async function clearOld(own: string): Promise<void> {
  for (const name of await readdir(own)) {
    const path = join(own, name);
    if ((await ageMs(path)) > abandonedAfterMs) await rm(path, { force: true });
  }
}

async function isAbandoned(path: string, name: string): Promise<boolean> {
  const [pid, owner] = name.split('@');
  if (owner === encodeURIComponent(hostname()) && !isAlive(Number(pid))) return true;
  return (await ageMs(path)) > abandonedAfterMs;
}

/** Since it was last written to; 0 where it is gone. */
async function ageMs(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
}

function isAlive(pid: number): boolean {
  // A folder with our own id that we did not make is of an earlier process of that id.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
