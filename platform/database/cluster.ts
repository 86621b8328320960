import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { access, chown, mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerAccount } from './server-account.ts';
import { spawnProgram, viewOf } from './server-process.ts';

/** The superuser of the embedded server, and the only account in it. */
export const superuser = 'lienthong';

/**
 * The folder of one embedded server: `data` (PostgreSQL's own), `password` and `server.log`. It belongs to the
 * operating system account that the server runs as.
 */
export interface Cluster {
  readonly dir: string;
  readonly dataDir: string;
  readonly password: string;
}

export function clusterDir(dataDir: string): string {
  return join(dataDir, 'postgres');
}

/** Opens the server's folder, and creates it on the first start. Several processes may do so at once. */
export async function openCluster(dataDir: string, binDir: string, account: ServerAccount | null): Promise<Cluster> {
  const dir = clusterDir(dataDir);
  await removeLeftovers(dataDir);
  try {
    if (!(await isComplete(dir))) {
      await refuseOtherContent(dir);
      await createCluster(dataDir, dir, binDir, account);
    }
    const password = (await readFile(join(dir, 'password'), 'utf8')).trim();
    return { dir, dataDir: join(dir, 'data'), password };
  } catch (cause) {
    if (!isErrno(cause, 'EACCES')) throw cause;
    throw new Error(
      `The embedded database in ${dir} belongs to another account. Start as that account or as root, or set DATA_DIR to another folder.`,
      { cause },
    );
  }
}

/**
 * Everything is made in a temporary folder and appears by one rename: a start that is killed half-way leaves nothing
 * that looks like a database.
 */
async function createCluster(
  dataDir: string,
  dir: string,
  binDir: string,
  account: ServerAccount | null,
): Promise<void> {
  const temporary = await mkdtemp(join(dataDir, `${temporaryPrefix}${process.pid}-`));
  try {
    await mkdir(join(temporary, 'data'), { mode: 0o700 });
    await writeFile(join(temporary, 'password'), `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
    if (account !== null) {
      for (const path of [temporary, join(temporary, 'data'), join(temporary, 'password')]) {
        await chown(path, account.uid, account.gid);
      }
    }
    await initdb(temporary, binDir, account);
    await rename(temporary, dir);
    await writeThrough(dataDir);
  } catch (cause) {
    await rm(temporary, { recursive: true, force: true, maxRetries: 3 });
    // Another process was quicker; its database is as good as ours.
    if (!(await isComplete(dir))) throw cause;
  }
}

async function refuseOtherContent(dir: string): Promise<void> {
  const content = await readdir(dir).catch(() => []);
  // It may have been completed by another process since we last looked.
  if (content.length === 0 || (await isComplete(dir))) return;
  throw new Error(`The folder ${dir} holds something, but no database. Move it away, or restore it from a backup.`);
}

/** PostgreSQL syncs its own files; that the folder now has its name must survive a power cut as well. */
async function writeThrough(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function initdb(dir: string, binDir: string, account: ServerAccount | null): Promise<void> {
  await using view = await viewOf(dir, account);
  const flags = [
    `--pgdata=${view.path}/data`,
    `--username=${superuser}`,
    `--pwfile=${view.path}/password`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order of letters on every operating system, and after every upgrade of one.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
    '--no-instructions',
  ];
  const child = spawnProgram(join(binDir, 'initdb'), flags, { view, account, output: null });
  let output = '';
  child.stdout?.on('data', (text: Buffer) => (output += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (output += text.toString()));
  const [code]: unknown[] = await once(child, 'close');
  if (code !== 0) throw new Error(`The embedded database could not be created in ${dir}: ${output.trim()}`);
}

const temporaryPrefix = 'postgres.new-';

/** A folder that a killed start left behind: its process is gone, or it is far older than any start takes. */
async function removeLeftovers(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith(temporaryPrefix)) continue;
    const path = join(dataDir, name);
    const age = Date.now() - (await stat(path).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (isAlive(Number(name.slice(temporaryPrefix.length).split('-')[0])) && age < 3_600_000) continue;
    // An initdb that outlived its parent may still be writing there; then the next start removes it.
    await rm(path, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

async function isComplete(dir: string): Promise<boolean> {
  try {
    await access(join(dir, 'data', 'PG_VERSION'));
    return true;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return false;
    throw error;
  }
}

/** Whether a process of this number exists, a zombie and somebody else's included. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrno(error, 'EPERM');
  }
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
