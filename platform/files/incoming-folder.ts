import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

// Whoever still writes after a day will not finish: every request has ended long before.
const abandonedAfterMs = 24 * 60 * 60 * 1000;

/** Folders that this very process writes to; after a restart in a container the process id may be the same as before. */
const ownFolders = new Set<string>();

/**
 * Gives this process a folder of its own under `parent` for files on their way, and removes those of processes that are
 * gone. A folder's name tells whose it is, because a file's age does not: a crashed process may be restarted within the
 * second, while another one that shares the place is in the middle of an upload.
 */
export async function openIncomingFolder(parent: string): Promise<string> {
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const host = encodeURIComponent(hostname());
  for (const name of await readdir(parent)) {
    const path = join(parent, name);
    if (!ownFolders.has(path) && (await isAbandoned(path, name, host)))
      await rm(path, { recursive: true, force: true });
  }
  const own = join(parent, `${process.pid}@${host}@${randomUUID()}`);
  ownFolders.add(own);
  await mkdir(own, { mode: 0o700 });
  return own;
}

async function isAbandoned(path: string, name: string, host: string): Promise<boolean> {
  const [pid, owner] = name.split('@');
  if (owner === host && !isAlive(Number(pid))) return true;
  const age = await stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  return age > abandonedAfterMs;
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
