import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const roomyBytes = 2 * 1024 ** 3;

/** The disk under a file store, which fills up, or loses its permission to be written. */
export interface Disk extends AsyncDisposable {
  /** What can be done to it here, as this account. */
  readonly troubles: readonly ('full' | 'read-only')[];
  become(state: 'full' | 'read-only' | 'fine'): Promise<void>;
}

/**
 * A file system of its own in memory where this account may mount one; permissions alone where it may not, which bind every
 * account but root; nothing at all for a root who may not mount.
 */
export async function openDisk(folder: string): Promise<Disk> {
  await mkdir(folder, { recursive: true });
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${roomyBytes},mode=0755`, 'lienthong-faults', folder]);
    return mounted(folder);
  } catch {
    return process.getuid?.() === 0 ? rigid : guarded(folder);
  }
}

function mounted(folder: string): Disk {
  const remount = (option: string) => run('mount', ['-o', `remount,${option}`, folder]);
  return {
    troubles: ['full', 'read-only'],
    async become(state) {
      if (state === 'fine') {
        await remount('rw');
        await remount(`size=${roomyBytes}`);
      } else if (state === 'full') {
        const { blocks, bfree, bsize } = await statfs(folder);
        // Refused where more was written meanwhile; then it is not this disk's moment.
        await remount(`size=${(blocks - bfree + 1) * bsize}`).catch(() => {});
      } else {
        // Refused while a file is being written.
        await remount('ro').catch(() => {});
      }
    },
    async [Symbol.asyncDispose]() {
      await run('umount', ['--lazy', folder]);
    },
  };
}

function guarded(folder: string): Disk {
  return {
    troubles: ['read-only'],
    async become(state) {
      const mode = state === 'fine' ? 0o700 : 0o500;
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const folders = entries.filter((entry) => entry.isDirectory());
      for (const entry of folders) await chmod(join(entry.parentPath, entry.name), mode).catch(() => {});
    },
    async [Symbol.asyncDispose]() {},
  };
}

const rigid: Disk = { troubles: [], async become() {}, async [Symbol.asyncDispose]() {} };
