import { randomUUID } from 'node:crypto';
import { access, constants, type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { RequestError } from '../errors.ts';
import { type ByteRange, type FileStore, isSha256, type ListedFile, type ReceivedFile } from './file-store.ts';
import { makeFolder, syncFolder } from './durable-folder.ts';
import { folderRemoval } from './folder-removal.ts';
import { openIncomingFolder } from './incoming-folder.ts';
import { measureBytes } from './measured-bytes.ts';
import { recogniseContent } from './recognise-content.ts';

interface FolderStoreOptions {
  /** Created where missing. Several processes may share it. */
  readonly folder: string;
}

/**
 * Keeps files in a folder: `kept/3f/3f…` by digest, 256 shards so that no single folder grows past what file systems list
 * quickly, and `incoming/` for what is still on its way, on the same file system, so that keeping is one rename; `aside/`
 * holds what is being removed. Opening it clears away what uploads left behind that a crash interrupted.
 */
export async function openFolderStore({ folder }: FolderStoreOptions): Promise<FileStore> {
  const kept = join(folder, 'kept');
  await makeFolder(kept);
  const { path: incoming, clearAbandoned } = await openIncomingFolder(join(folder, 'incoming'));
  const pathOf = (sha256: string) => join(kept, sha256.slice(0, 2), sha256);

  async function size(sha256: string): Promise<number | null> {
    if (!isSha256(sha256)) return null;
    try {
      return (await stat(pathOf(sha256))).size;
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return null;
      throw error;
    }
  }

  return {
    size,

    async receive(bytes, limits) {
      const path = join(incoming, randomUUID());
      const file = await open(path, 'wx+', 0o600);
      try {
        const measured = measureBytes(bytes, limits);
        for await (const chunk of measured.chunks) await file.writeFile(chunk);
        await file.sync();
        const mediaType = await recogniseContent({
          size: measured.size(),
          read: (at, length) => readAt(file, at, length),
        });
        await file.close();
        const sha256 = measured.sha256();
        return receivedFile({ path, target: pathOf(sha256), sha256, size: measured.size(), mediaType });
      } catch (error) {
        await file.close();
        await rm(path, { force: true });
        throw error;
      }
    },

    async read(sha256: string, range?: ByteRange): Promise<Readable> {
      // Opened before the stream is made, so that a missing file is an error of this call and not of the stream.
      const file = isSha256(sha256) ? await openExisting(pathOf(sha256)) : null;
      if (!file) throw new RequestError('NOT_FOUND');
      return file.createReadStream({ highWaterMark: 256 * 1024, ...range });
    },

    async *list(): AsyncGenerator<ListedFile> {
      // A shard's names fit into memory: with a million files it has four thousand.
      for (const shard of (await readdir(kept)).toSorted()) {
        for (const sha256 of (await readdir(join(kept, shard))).filter(isSha256).toSorted()) {
          const found = await stat(pathOf(sha256)).catch(() => null);
          if (found) yield { sha256, size: found.size, keptAt: found.mtime };
        }
      }
    },

    removal: folderRemoval(join(folder, 'aside'), pathOf),
    clearAbandoned,

    async ping() {
      await access(kept, constants.R_OK | constants.W_OK);
      await access(incoming, constants.W_OK);
    },
  };
}

interface Arrived {
  readonly path: string;
  readonly target: string;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string | null;
}

function receivedFile({ path, target, sha256, size, mediaType }: Arrived): ReceivedFile {
  let decided = false;
  return {
    sha256,
    size,
    mediaType,
    async keep() {
      if (decided) return;
      await makeFolder(dirname(target));
      // Where the content is there already, this puts the same bytes in its place; whoever is reading keeps the old ones.
      await rename(path, target);
      await syncFolder(dirname(target));
      decided = true;
    },
    async discard() {
      if (decided) return;
      decided = true;
      await rm(path, { force: true });
    },
  };
}

async function readAt(file: FileHandle, start: number, length: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
  return buffer.subarray(0, bytesRead);
}

async function openExisting(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
