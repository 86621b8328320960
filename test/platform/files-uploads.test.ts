import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { folderFixture, type StoreFixture } from './files-store-fixtures.ts';
import { multipartFields, startUploadServer } from './files-upload-server.ts';

const limits = { maxFileBytes: 200_000, maxFiles: 3 };
const pdf = (size: number) => Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(Math.max(0, size - 9), '%')]);

describe('uploads of a GraphQL request', () => {
  let fixture: StoreFixture;
  let server: Awaited<ReturnType<typeof startUploadServer>>;
  let spool: string;
  const systemTmpdir = tmpdir();

  beforeAll(async () => {
    fixture = await folderFixture();
    spool = await mkdtemp(join(systemTmpdir, 'files-spool-'));
    process.env['TMPDIR'] = spool;
    server = await startUploadServer(fixture.store, limits);
  });
  afterAll(async () => {
    await server.stop();
    process.env['TMPDIR'] = systemTmpdir;
    await fixture.stop();
    await rm(spool, { recursive: true });
  });
  beforeEach(() => {
    server.outcomes.length = 0;
  });

  async function send(...files: [name: string, content: Buffer | string][]) {
    const form = new FormData();
    const { operations, map } = multipartFields(files.length);
    form.set('operations', operations);
    form.set('map', map);
    for (const [index, [name, content]] of files.entries()) form.set(String(index), new Blob([content]), name);
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', body: form });
    return response.json();
  }

  /** Waits until the multipart parser has let go of its temporary files too. */
  async function expectNothingLeft(kept: string[]) {
    await expect.poll(() => readdir(spool)).toEqual([]);
    expect(await fixture.contents()).toEqual(kept);
  }

  it('are kept, each with its name, type, size and digest', async () => {
    const content = pdf(150_000);
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(await send(['Tờ khai đăng ký.pdf', content], ['ghi chú.txt', 'Xin chào'])).toEqual({
      files: [
        { name: 'Tờ khai đăng ký.pdf', mediaType: 'application/pdf', size: 150_000, sha256 },
        expect.objectContaining({ name: 'ghi chú.txt', mediaType: 'text/plain', size: 9 }),
      ],
    });
    expect(await text(await fixture.store.read(sha256))).toBe(content.toString());
    await expect.poll(() => readdir(spool)).toEqual([]);
  });

  it('may be none at all', async () => {
    expect(await send()).toEqual({ files: [] });
  });

  it.each([
    ['an empty file', 'rỗng.pdf', Buffer.alloc(0), 'BAD_USER_INPUT'],
    ['a file past the limit', 'lớn.pdf', pdf(200_001), 'FILE_TOO_LARGE'],
    ['a file of far more than the limit', 'rất lớn.pdf', pdf(5_000_000), 'FILE_TOO_LARGE'],
    ['a type that is not accepted', 'trang.html', '<html></html>', 'FILE_TYPE_NOT_ALLOWED'],
    ['another content than the name says', 'ảnh.png', pdf(100), 'FILE_TYPE_NOT_ALLOWED'],
  ])('%s is refused by its name, and the good file before it is not kept', async (_, name, content, code) => {
    const kept = await fixture.contents();
    const good: [string, string] = ['tốt.txt', `kèm theo ${name}`];
    const answer = await send(good, [name, content], ['sau đó.pdf', pdf(190_000)]);
    expect(answer).toEqual({
      code,
      message: { vi: expect.stringContaining(`“${name}”`), en: expect.stringContaining(`“${name}”`) },
    });
    await expectNothingLeft(kept);
  });

  it('are refused before any is read where they are too many', async () => {
    const kept = await fixture.contents();
    const answer = await send(['1.pdf', pdf(10)], ['2.pdf', pdf(10)], ['3.pdf', pdf(10)], ['4.pdf', pdf(10)]);
    expect(answer).toMatchObject({ code: 'TOO_MANY_FILES', message: { en: expect.stringContaining('At most 3') } });
    await expectNothingLeft(kept);
  });

  it('a file exactly at the limit is accepted', async () => {
    expect(await send(['vừa đủ.pdf', pdf(200_000)])).toMatchObject({ files: [{ size: 200_000 }] });
  });

  it('a file that the request announces and does not bring is BAD_USER_INPUT', async () => {
    const form = new FormData();
    const { operations, map } = multipartFields(2);
    form.set('operations', operations);
    form.set('map', map);
    form.set('0', new Blob([pdf(20)]), 'một.pdf');
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', body: form });
    expect(await response.json()).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('the end of a body in the middle of a file is UPLOAD_INTERRUPTED', async () => {
    const kept = await fixture.contents();
    const body = truncatedBody();
    const headers = { 'content-type': 'multipart/form-data; boundary=B' };
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
    expect(await response.json()).toMatchObject({ code: 'UPLOAD_INTERRUPTED' });
    await expectNothingLeft(kept);
  });

  it('a client that goes away in the middle of a file leaves nothing behind', async () => {
    const kept = await fixture.contents();
    const { hostname, port } = new URL(server.url);
    const socket = connect({ host: hostname, port: Number(port) });
    await once(socket, 'connect');
    const head = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=B\r\n';
    socket.write(`${head}content-length: 1000000\r\n\r\n`);
    socket.write(truncatedBody());
    await expect.poll(() => readdir(spool)).toHaveLength(1);
    socket.destroy();
    await expect.poll(() => server.outcomes).toMatchObject([{ code: 'UPLOAD_INTERRUPTED' }]);
    await expectNothingLeft(kept);
  });
});

function truncatedBody(): string {
  const { operations, map } = multipartFields(1);
  const field = (name: string, value: string) =>
    `--B\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const file = '--B\r\ncontent-disposition: form-data; name="0"; filename="dở dang.pdf"\r\n\r\n%PDF-1.4\n'.padEnd(
    100_000,
    '%',
  );
  return field('operations', operations) + field('map', map) + file;
}
