import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import type { FileStore } from '../../platform/files/file-store.ts';
import { openFolderStore } from '../../platform/files/folder-store.ts';
import { openS3Store } from '../../platform/files/s3-store.ts';

/** A store of its own for one test file, and a look behind it. */
export interface StoreFixture {
  readonly store: FileStore;
  /** The same place, opened once more: what another process, or this one after a restart, would have. */
  reopen(now: Date): Promise<FileStore>;
  /** Paths of everything that is stored, kept or temporary, finished or not. */
  contents(): Promise<string[]>;
  stop(): Promise<void>;
}

export async function folderFixture(): Promise<StoreFixture> {
  const folder = await mkdtemp(join(tmpdir(), 'files-folder-'));
  return {
    store: await openFolderStore({ folder }),
    reopen: () => openFolderStore({ folder }),
    contents: () => filesUnder(folder),
    stop: () => rm(folder, { recursive: true }),
  };
}

export async function s3Fixture() {
  const directory = await mkdtemp(join(tmpdir(), 'files-s3-'));
  const bucket = 'lienthong';
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    vhostBuckets: false,
    configureBuckets: [{ name: bucket }],
    // It signs requests about the bucket itself in another way than the SDK and Amazon do.
    allowMismatchedSignatures: true,
  });
  // The one request of ours that this server does not know: giving up a multipart upload.
  server.middleware.unshift(async (exchange, next) => {
    const { uploadId } = exchange.query;
    if (exchange.method !== 'DELETE' || !uploadId) return next();
    await rm(join(directory, bucket, '._S3rver_uploads', uploadId), { recursive: true });
    exchange.status = 204;
  });
  // Nor is it atomic, as S3 is: to remove an object it removes folders in which it is about to put another one.
  let before: Promise<unknown> = Promise.resolve();
  server.middleware.unshift(async (_exchange, next) => {
    const after = before;
    const { promise, resolve } = Promise.withResolvers<void>();
    before = promise;
    await after;
    try {
      await next();
    } finally {
      resolve();
    }
  });
  const { port } = await server.run();
  const settings = {
    bucket,
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    prefix: 'igate/',
  };
  const open = (now: Date) => openS3Store({ ...settings, now: () => now });
  return {
    settings,
    store: open(new Date()),
    reopen: (now: Date) => Promise.resolve(open(now)),
    contents: () => filesUnder(join(directory, bucket)),
    async stop() {
      await server.close();
      await rm(directory, { recursive: true });
    },
  };
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
