import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes a folder where there is none, for this account alone, so that it survives a power cut. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first) await syncFolder(dirname(path));
}

/** A rename or a removal survives a power cut only once the folder itself has been written. */
export async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders, and writes their entries through by itself.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
