import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { s3Fixture } from './files-store-fixtures.ts';
import { multipartFields } from './files-upload-server.ts';

const megabyte = 1024 * 1024;
const fileBytes = 300 * megabyte;

/** A multipart body made while it is sent, so that only the server's memory is looked at. */
async function* largeBody(size: number): AsyncGenerator<Buffer> {
  const { operations, map } = multipartFields(1);
  const field = (name: string, value: string) =>
    `--B\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  yield Buffer.from(field('operations', operations) + field('map', map));
  yield Buffer.from('--B\r\ncontent-disposition: form-data; name="0"; filename="lon.pdf"\r\n\r\n%PDF-1.4\n');
  const piece = Buffer.alloc(megabyte, '%');
  for (let sent = 0; sent < size; sent += piece.length) yield piece;
  yield Buffer.from('\r\n--B--\r\n');
}

const module = (path: string) => JSON.stringify(import.meta.resolve(path));

describe('a file of 300 MB raises the resident memory of the process that takes it by less than 80 MB', () => {
  let folder: string;
  let bucket: Awaited<ReturnType<typeof s3Fixture>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'files-memory-'));
    bucket = await s3Fixture();
  });
  afterAll(async () => {
    await bucket.stop();
    await rm(folder, { recursive: true });
  });

  it.each([
    ['a folder', () => `openFolderStore(${JSON.stringify({ folder })})`],
    ['a bucket', () => `openS3Store({ ...${JSON.stringify(bucket.settings)}, now: () => new Date() })`],
  ])(
    'into %s',
    async (_, store) => {
      const program = `
        import { openFolderStore } from ${module('../../platform/files/folder-store.ts')};
        import { openS3Store } from ${module('../../platform/files/s3-store.ts')};
        import { startUploadServer } from ${module('./files-upload-server.ts')};
        const server = await startUploadServer(await ${store()}, { maxFileBytes: 1e9, maxFiles: 1 });
        process.send(server.url);`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      const [url] = await once(child, 'message');
      const rss = async () => Number(await (await fetch(`${url}/memory`)).text()) / megabyte;
      const upload = async (size: number) => {
        const headers = { 'content-type': 'multipart/form-data; boundary=B' };
        const request: RequestInit = {
          method: 'POST',
          headers,
          body: ReadableStream.from(largeBody(size)),
          duplex: 'half',
        };
        return (await fetch(`${url}/graphql`, request)).json();
      };

      await upload(1 * megabyte);
      const before = await rss();
      let highest = before;
      const watched = new AbortController();
      const watching = (async () => {
        while (!watched.signal.aborted) {
          highest = Math.max(highest, await rss());
          await delay(50);
        }
      })();
      expect(await upload(fileBytes)).toMatchObject({ files: [{ name: 'lon.pdf', size: fileBytes + 9 }] });
      watched.abort();
      await watching;
      child.kill();
      await once(child, 'exit');
      expect(highest - before).toBeLessThan(80);
    },
    60_000,
  );
});
