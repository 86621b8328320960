import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClamd } from '../../platform/files/clamd.ts';
import { pullFile } from '../../platform/files/pull-file.ts';
import { scanningStore } from '../../platform/files/scanning-store.ts';
import { folderFixture, type StoreFixture } from '../platform/files-store-fixtures.ts';
import { multipartFields, startUploadServer } from '../platform/files-upload-server.ts';
import { eicar, startClamd, type RunningClamd } from '../support/clamd.ts';
import { zipArchive } from './zip-archive.ts';
import { keepingIn } from '../platform/files-unclaimed.ts';

const limits = { maxFileBytes: 5_000_000, maxFiles: 3 };
const text = (content: string) => ({ name: 'ghi chú.txt', content: Buffer.from(content) });

let folder: StoreFixture;
let clamd: RunningClamd;
let spool: string;
let temporaryFolder: string | undefined;
beforeAll(async () => {
  temporaryFolder = process.env['TMPDIR'];
  folder = await folderFixture();
  clamd = await startClamd(1_000_000);
  spool = await mkdtemp(join(tmpdir(), 'lienthong-spool-'));
  process.env['TMPDIR'] = spool;
});
afterAll(async () => {
  if (temporaryFolder === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = temporaryFolder;
  await clamd.stop();
  await folder.stop();
  await rm(spool, { recursive: true });
});

interface Answer {
  readonly files?: readonly unknown[];
  readonly code?: string;
  readonly message?: { readonly vi: string; readonly en: string };
}

/** Sends files to a server whose store has them scanned, and makes sure that nothing of a refused one is left. */
async function upload(
  files: readonly (readonly [name: string, content: Buffer | string])[],
  scannerUrl = clamd.url,
): Promise<Answer> {
  const scanner = createClamd({ url: scannerUrl, silenceMs: 2000 });
  const server = await startUploadServer(scanningStore(folder.store, scanner), limits);
  const before = await folder.contents();
  try {
    const form = new FormData();
    const { operations, map } = multipartFields(files.length);
    form.set('operations', operations);
    form.set('map', map);
    for (const [index, [name, content]] of files.entries()) form.set(String(index), new Blob([content]), name);
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', body: form });
    const answer: Answer = JSON.parse(await response.text());
    const added = (await folder.contents()).filter((path) => !before.includes(path));
    expect(added).toHaveLength(answer.files?.length ?? 0);
    await expect.poll(() => readdir(spool)).toEqual([]);
    return answer;
  } finally {
    await server.stop();
  }
}

describe('malicious software', () => {
  test('is found by a real clamd, and no file of the request is kept', async () => {
    const answer = await upload([
      ['sạch.txt', 'sạch sẽ'],
      ['hoá đơn.txt', eicar],
    ]);
    expect(answer).toMatchObject({ code: 'FILE_INFECTED', message: { en: expect.stringContaining('“hoá đơn.txt”') } });
    expect(answer.message?.vi).toContain('Eicar-Test-Signature');
  });

  test('a clean file passes, however it is cut into chunks', async () => {
    const answer = await upload([['dài.txt', 'Cộng hòa xã hội chủ nghĩa Việt Nam\n'.repeat(15_000)]]);
    expect(answer.files).toHaveLength(1);
  });

  test('that the other system hands over is refused for good', async () => {
    const store = scanningStore(folder.store, createClamd({ url: clamd.url, silenceMs: 2000 }));
    const announced = { name: 'kết quả.txt', mediaType: 'text/plain', size: eicar.length, sha256: '0'.repeat(64) };
    const pulled = pullFile(keepingIn(store), announced, async () => bytesOf(eicar));
    await expect(pulled).rejects.toMatchObject({ code: 'FILE_INFECTED' });
  });
});

describe('a scanner that gives no verdict lets nothing pass', () => {
  test('beyond the length that it takes', async () => {
    expect(await upload([['rất dài.txt', 'x'.repeat(4_000_000)]])).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
  });

  test.each<[string, (server: Server) => void]>([
    ['not there', (server) => void server.close()],
    ['silent', () => {}],
    ['hanging up', (server) => void server.on('connection', (socket) => socket.destroy())],
    ['talking nonsense', (server) => void server.on('connection', (socket) => socket.write('HTTP/1.1 200 OK\0'))],
    ['talking without end', (server) => void server.on('connection', (socket) => socket.write('x'.repeat(100_000)))],
  ])('%s', async (_name, behave) => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    server.on('connection', (socket) => socket.on('error', () => {}));
    behave(server);
    try {
      const answer = await upload([['một.txt', 'một']], new URL(`tcp://127.0.0.1:${port}`));
      expect(answer).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
      const store = scanningStore(
        folder.store,
        createClamd({ url: new URL(`tcp://127.0.0.1:${port}`), silenceMs: 500 }),
      );
      const announced = { name: 'kết quả.txt', mediaType: 'text/plain', size: 3, sha256: '1'.repeat(64) };
      // Of a crossing it is no refusal: the delivery is tried again.
      await expect(pullFile(keepingIn(store), announced, async () => bytesOf('một'))).rejects.not.toHaveProperty(
        'code',
      );
    } finally {
      server.close();
    }
  });
});

describe('an archive that would harm whoever unpacks it is not taken', () => {
  const zeros = Buffer.alloc(1_000_000);
  test.each<[string, Buffer]>([
    ['far more than it seems to hold', zipArchive([{ ...text('x'), content: zeros, declaredSize: 900_000_000 }])],
    ['more than a disk', zipArchive([{ ...text('x'), declaredSize: 0xffff_fffe }])],
    [
      'one entry many times over',
      zipArchive(
        Array.from({ length: 50 }, () => ({ ...text('x'), content: zeros })),
        true,
      ),
    ],
    ['an archive in an archive', zipArchive([{ name: 'bên trong.zip', content: zipArchive([text('x')]) }])],
    ['a way out of its folder', zipArchive([{ ...text('x'), name: '../../etc/cron.d/x.txt' }])],
    ['a way out, as Windows writes it', zipArchive([{ ...text('x'), name: '..\\..\\x.txt' }])],
    ['a path from the root', zipArchive([{ ...text('x'), name: '/etc/passwd' }])],
    ['a path on a drive', zipArchive([{ ...text('x'), name: 'C:\\Windows\\x.txt' }])],
    ['no end', zipArchive([text('một'), text('hai')]).subarray(0, -30)],
  ])('with %s', async (_name, archive) => {
    const answer = await upload([['hồ sơ.zip', archive]]);
    expect(answer).toMatchObject({
      code: 'FILE_TYPE_NOT_ALLOWED',
      message: { en: expect.stringContaining('hồ sơ.zip') },
    });
  });

  test('an ordinary one is', async () => {
    const archive = zipArchive([text('một'), { name: 'thư mục/bản vẽ.txt', content: Buffer.alloc(3_000_000, 'abc') }]);
    expect((await upload([['hồ sơ.zip', archive]])).files).toHaveLength(1);
  });
});

describe('what a browser would run is not taken, whatever it calls itself', () => {
  const html = '<!doctype html><script>alert(1)</script>';
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
  test.each([
    ['trang.html', html],
    ['ảnh.svg', svg],
    ['trang.txt', html],
    ['ảnh.xml', svg],
    ['ảnh.png', svg],
    ['tờ khai.pdf', html],
    ['tờ khai.pdf.exe', 'MZ'],
    ['tờ khai.pdf\u202egnp.html', html],
    ['.htaccess', 'Require all granted'],
    ['tờ khai', '%PDF-1.4'],
  ])('%s', async (name, content) => {
    expect(await upload([[name, content]])).toMatchObject({ code: 'FILE_TYPE_NOT_ALLOWED' });
  });
});

async function* bytesOf(content: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(content);
}
