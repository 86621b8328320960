import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFolderStore } from '../../platform/files/folder-store.ts';
import { folderFixture, s3Fixture, type StoreFixture } from './files-store-fixtures.ts';

const megabyte = 1024 * 1024;
const limits = { maxBytes: 100 * megabyte };
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A stream that gives `bytes` in pieces, as a network does. */
async function* pieces(bytes: Buffer, pieceBytes = 60_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

async function* brokenAfter(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield* pieces(bytes);
  throw new Error('socket hang up');
}

describe.each([
  { place: 'a folder', create: folderFixture },
  { place: 'a bucket', create: s3Fixture },
])('files kept in $place', ({ create }) => {
  let fixture: StoreFixture;
  beforeAll(async () => {
    fixture = await create();
  });
  afterAll(() => fixture.stop());

  it.each([
    ['empty', 0],
    ['small', 1_234],
    // 5 MiB is one part of a multipart upload.
    ['of exactly one part', 5 * megabyte],
    ['of one part and a byte', 5 * megabyte + 1],
    ['of several parts', 20 * megabyte + 77],
  ])('a file %s is read back byte by byte', async (_, size) => {
    const bytes = randomBytes(size);
    const received = await fixture.store.receive(pieces(bytes), limits);
    expect(received).toMatchObject({ sha256: sha256(bytes), size });
    await received.keep();
    expect(await fixture.store.size(received.sha256)).toBe(size);
    expect(sha256(await buffer(await fixture.store.read(received.sha256)))).toBe(received.sha256);
  });

  it('a range holds its first and its last byte', async () => {
    const bytes = randomBytes(5_000);
    const received = await fixture.store.receive(pieces(bytes), limits);
    await received.keep();
    const part = await buffer(await fixture.store.read(received.sha256, { start: 100, end: 199 }));
    expect(part.equals(bytes.subarray(100, 200))).toBe(true);
  });

  it('every kept file is listed once, by digest, with its size', async () => {
    for (const size of [10, 20, 30]) await (await fixture.store.receive(pieces(randomBytes(size)), limits)).keep();
    const unkept = await fixture.store.receive(pieces(randomBytes(40)), limits);
    const listed: string[] = [];
    for await (const file of fixture.store.list()) {
      expect(file.size).toBe(await fixture.store.size(file.sha256));
      expect(Math.abs(Date.now() - file.keptAt.getTime())).toBeLessThan(3_600_000);
      listed.push(file.sha256);
    }
    await unkept.discard();
    expect(listed.length).toBeGreaterThanOrEqual(3);
    expect(listed).toEqual([...new Set(listed)].toSorted());
    expect(listed).not.toContain(unkept.sha256);
  });

  it('a file cannot be seen before it is kept, and leaves nothing when it is discarded', async () => {
    const before = await fixture.contents();
    const received = await fixture.store.receive(pieces(randomBytes(3_000)), limits);
    expect(await fixture.store.size(received.sha256)).toBeNull();
    await expect(fixture.store.read(received.sha256)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await received.discard();
    await received.discard();
    expect(await fixture.contents()).toEqual(before);
  });

  it('the same content is kept once, however often and however concurrently it arrives', async () => {
    const bytes = randomBytes(9 * megabyte);
    const before = await fixture.contents();
    const arrivals = await Promise.all([1, 2, 3].map(() => fixture.store.receive(pieces(bytes), limits)));
    await Promise.all(arrivals.map((received) => received.keep()));
    await arrivals[0]?.keep();
    const added = (await fixture.contents()).filter((path) => !before.includes(path));
    // The server of the tests keeps notes beside each object.
    expect(added.filter((path) => !/(metadata\.json|object\.md5)$/.test(path))).toHaveLength(1);
    expect(sha256(await buffer(await fixture.store.read(sha256(bytes))))).toBe(sha256(bytes));
  });

  it('a file past the limit is refused as soon as it is, and leaves nothing', async () => {
    const before = await fixture.contents();
    let asked = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        asked++;
        yield new Uint8Array(megabyte);
      }
    }
    const refused = fixture.store.receive(endless(), { maxBytes: 20 * megabyte });
    await expect(refused).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    expect(asked).toBe(21);
    expect(await fixture.contents()).toEqual(before);
  });

  it.each([
    ['early', 1_000],
    ['late', 20 * megabyte],
  ])('an upload that breaks off %s is UPLOAD_INTERRUPTED, and leaves nothing', async (_, size) => {
    const before = await fixture.contents();
    const broken = fixture.store.receive(brokenAfter(randomBytes(size)), limits);
    await expect(broken).rejects.toMatchObject({ code: 'UPLOAD_INTERRUPTED' });
    expect(await fixture.contents()).toEqual(before);
  });

  it('a source is told to stop when its file is refused', async () => {
    const source = Readable.from(pieces(randomBytes(megabyte)));
    await expect(fixture.store.receive(source, { maxBytes: 10 })).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    expect(source.destroyed).toBe(true);
  });

  it('what is no digest is no file', async () => {
    expect(await fixture.store.size('../../../etc/passwd')).toBeNull();
    await expect(fixture.store.read('../../../etc/passwd')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(fixture.store.read('0'.repeat(64))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('the type is that of the content, for large files as for small ones', async () => {
    const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), randomBytes(9 * megabyte)]);
    for (const bytes of [pdf.subarray(0, 4_000), pdf]) {
      const received = await fixture.store.receive(pieces(bytes), limits);
      expect(received.mediaType).toBe('application/pdf');
      await received.discard();
    }
  });

  it('answers a ping', async () => {
    await expect(fixture.store.ping()).resolves.toBeUndefined();
  });

  it('opening the place once more does not disturb an upload under way', async () => {
    const received = await fixture.store.receive(pieces(randomBytes(9 * megabyte)), limits);
    await (await fixture.reopen(new Date())).ping();
    await received.keep();
    expect(await fixture.store.size(received.sha256)).toBe(received.size);
  });
});

describe('files kept in a folder', () => {
  it('what a killed process left behind is cleared away by the next start', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'files-killed-'));
    const program = `
      import { openFolderStore } from ${JSON.stringify(import.meta.resolve('../../platform/files/folder-store.ts'))};
      const store = await openFolderStore({ folder: ${JSON.stringify(folder)} });
      async function* endless() { for (;;) { yield new Uint8Array(1000); console.log('writing'); } }
      await store.receive(endless(), { maxBytes: Infinity });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    const incoming = join(folder, 'incoming');
    const filesLeft = async () =>
      (await readdir(incoming, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(await filesLeft()).toHaveLength(1);

    await openFolderStore({ folder });
    expect(await filesLeft()).toHaveLength(1);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await openFolderStore({ folder });
    expect(await filesLeft()).toEqual([]);
    await rm(folder, { recursive: true });
  });

  it('only the account that runs the process can read them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'files-modes-'));
    const store = await openFolderStore({ folder });
    const received = await store.receive(pieces(randomBytes(10)), limits);
    await received.keep();
    const { mode } = await stat(join(folder, 'kept', received.sha256.slice(0, 2), received.sha256));
    expect(mode & 0o077).toBe(0);
    await rm(folder, { recursive: true });
  });
});

describe('files kept in a bucket', () => {
  it('what an upload left behind is cleared away by a start a day later', async () => {
    const fixture = await s3Fixture();
    await fixture.store.receive(pieces(randomBytes(1_000)), limits);
    expect(await fixture.contents()).not.toEqual([]);
    await fixture.reopen(new Date(Date.now() + 25 * 60 * 60 * 1000));
    await expect.poll(() => fixture.contents()).toEqual([]);
    await fixture.stop();
  });
  it('a ping says that the bucket is out of reach', async () => {
    const fixture = await s3Fixture();
    await fixture.stop();
    await expect(fixture.store.ping()).rejects.toThrow();
  });
});
