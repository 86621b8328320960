import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The operating system account that the database server runs as, where that is not our own. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

const accountNames = ['postgres', '_postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root, so root starts it as somebody else: the owner of the data that is there already,
 * otherwise `postgres` or `nobody`. Null where we are not root and the server runs as ourselves.
 */
export async function chooseServerAccount(clusterDir: string): Promise<ServerAccount | null> {
  if (process.getuid?.() !== 0) return null;
  // The owner of existing data wins: an account `postgres` may have appeared since the first start.
  const existing = await stat(clusterDir).catch(() => null);
  if (existing !== null && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };

  const passwd = await readFile('/etc/passwd', 'utf8');
  for (const wanted of accountNames) {
    for (const line of passwd.split('\n')) {
      const [name, , uid, gid] = line.split(':');
      // macOS writes nobody as -2, which system calls take as an unsigned number.
      if (name === wanted) return { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
    }
  }
  throw new Error(
    `The embedded database cannot run as root, and this machine has none of the accounts ${accountNames.join(', ')}. ` +
      'Create one of them, start as an ordinary account, or set IGATE_DATABASE_URL and IDESK_DATABASE_URL.',
  );
}

/** Whether the account may read and enter a folder, asked of the operating system itself: lists of access rights count too. */
export async function canReach(account: ServerAccount | null, folder: string): Promise<boolean> {
  if (account === null) return true;
  const options = { uid: account.uid, gid: account.gid, cwd: '/' };
  return run('test', ['-r', folder, '-a', '-x', folder], options).then(
    () => true,
    () => false,
  );
}
