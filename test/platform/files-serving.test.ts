import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { get } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FileStore, StoredFile } from '../../platform/files/file-store.ts';
import { registerFileRoutes, type ServedFile } from '../../platform/files/serve-file.ts';
import { createFileAddresses } from '../../platform/files/signed-address.ts';
import { folderFixture, type StoreFixture } from './files-store-fixtures.ts';

const secret = 'a secret of more than thirty-two bytes';
const account = 'hoant@stttt.binhdinh.gov.vn';
const start = new Date('2026-03-02T08:00:00+07:00');
let now = start;

let fixture: StoreFixture;
let app: FastifyInstance;
let publicUrl: string;
const files = new Map<string, StoredFile>();
const served: ServedFile[] = [];
const opened: Readable[] = [];

const addressesOf = (changes: { subgraph?: string; secret?: string } = {}) =>
  createFileAddresses({ secret, publicUrl, subgraph: 'igate', lifetimeSeconds: 300, now: () => now, ...changes });

/** Keeps a file and gives back what an address is made from. */
async function keep(name: string, mediaType: string, content: Buffer | string) {
  const bytes = Buffer.from(content);
  const received = await fixture.store.receive(Readable.from([bytes]), { maxBytes: 1e9 });
  await received.keep();
  const id = `019c-${files.size}`;
  files.set(id, { name, mediaType, size: received.size, sha256: received.sha256 });
  return { id, name, mediaType, sha256: received.sha256 };
}

beforeAll(async () => {
  fixture = await folderFixture();
  const store: FileStore = {
    ...fixture.store,
    async read(sha256, range) {
      const stream = await fixture.store.read(sha256, range);
      opened.push(stream);
      return stream;
    },
  };
  app = Fastify({ forceCloseConnections: true });
  registerFileRoutes(app, {
    addresses: createFileAddresses({ secret, publicUrl: '', subgraph: 'igate', lifetimeSeconds: 300, now: () => now }),
    store,
    find: (fileId) => Promise.resolve(files.get(fileId) ?? null),
    onServed: (one) => {
      served.push(one);
      return Promise.resolve();
    },
  });
  publicUrl = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await app.close();
  await fixture.stop();
});
beforeEach(() => {
  now = start;
  served.length = 0;
  opened.length = 0;
});

describe('the address of a file', () => {
  it('downloads the file under its own name', async () => {
    const content = randomBytes(100_000);
    const file = await keep('Quyết định số 12 “bản chính”.docx', 'application/msword', content);
    const response = await fetch(addressesOf().download(file, account));
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
    const disposition = response.headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename="Quyet dinh so 12 _ban chinh_.docx"; filename\*=UTF-8''/);
    expect(decodeURIComponent(disposition.split("''")[1] ?? '')).toBe(file.name);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/msword',
      'content-length': '100000',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'private, no-cache',
      'accept-ranges': 'bytes',
      etag: `"${file.sha256}"`,
    });
    expect(response.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    expect(served).toMatchObject([{ fileId: file.id, account, disposition: 'attachment', range: null }]);
  });

  it('holds the name for people to read, which proves nothing and may be anything', async () => {
    const file = await keep('tờ khai 1/2?#%.pdf', 'application/pdf', '%PDF-1.4');
    const address = addressesOf().download(file, account);
    expect(decodeURIComponent(address.split('/').at(-1) ?? '')).toBe(file.name);
    expect((await fetch(address)).status).toBe(200);
    expect((await fetch(`${address.slice(0, address.lastIndexOf('/'))}/x.html`)).headers.get('content-type')).toBe(
      'application/pdf',
    );
  });

  it.each([
    ['application/pdf', 'application/pdf'],
    ['image/png', 'image/png'],
    ['text/plain', 'text/plain; charset=utf-8'],
  ])('shows %s in the browser where a preview was asked for', async (mediaType, contentType) => {
    const file = await keep('xem trước', mediaType, 'nội dung');
    const response = await fetch(addressesOf().preview(file, account) ?? '');
    expect(response.headers.get('content-disposition')).toMatch(/^inline; /);
    expect(response.headers.get('content-type')).toBe(contentType);
  });

  it('is sandboxed when shown, and loads nothing; the viewers of PDF may run, but not what is in the file', async () => {
    const policyOf = async (mediaType: string) => {
      const file = await keep('x', mediaType, 'x');
      return (await fetch(addressesOf().preview(file, account) ?? '')).headers.get('content-security-policy');
    };
    expect(await policyOf('image/png')).toMatch(/^sandbox; default-src 'none'/);
    expect(await policyOf('text/plain')).toMatch(/^sandbox; default-src 'none'/);
    expect(await policyOf('application/pdf')).toMatch(/^sandbox allow-scripts; default-src 'none'/);
    expect(await policyOf('application/pdf')).not.toContain('script-src');
  });

  it.each(['text/html', 'image/svg+xml', 'application/xml', 'text/csv', 'application/zip'])(
    'offers no preview of %s, and sends it as a download even to an address that says otherwise',
    async (mediaType) => {
      const file = await keep('nguy hiểm', mediaType, '<script>alert(1)</script>');
      expect(addressesOf().preview(file, account)).toBeNull();
      const address = addressesOf().preview({ ...file, mediaType: 'text/plain' }, account) ?? '';
      const response = await fetch(address);
      expect(response.headers.get('content-disposition')).toMatch(/^attachment; /);
      expect(response.headers.get('content-security-policy')).toMatch(/^sandbox; /);
    },
  );

  it('stops working when its time is up', async () => {
    const file = await keep('hạn.pdf', 'application/pdf', '%PDF-1.4');
    const address = addressesOf().download(file, account);
    now = new Date(start.getTime() + 299_000);
    expect((await fetch(address)).status).toBe(200);
    now = new Date(start.getTime() + 300_000);
    const late = await fetch(address);
    expect(late.status).toBe(403);
    expect(await late.json()).toEqual({
      code: 'FORBIDDEN',
      message: { vi: expect.stringContaining('hết hạn'), en: expect.stringContaining('expired') },
    });
    expect(late.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is refused where anything about it was changed or made up', async () => {
    const mine = await keep('của tôi.pdf', 'application/pdf', '%PDF-1.4 mine');
    const addresses = addressesOf();
    const token = addresses.download(mine, account).split('/').at(-2) ?? '';
    const [content = '', signature = ''] = token.split('.');
    const altered = (change: (fields: unknown[]) => unknown) => {
      const fields: unknown = JSON.parse(Buffer.from(content, 'base64url').toString());
      return Buffer.from(JSON.stringify(Array.isArray(fields) ? change(fields) : null)).toString('base64url');
    };
    const forgeries = [
      `${altered(([, ...rest]) => ['another-file', ...rest])}.${signature}`,
      `${altered(([id, , ...rest]) => [id, 'lanhdao', ...rest])}.${signature}`,
      `${altered(([id, who, , until]) => [id, who, 'inline', until])}.${signature}`,
      `${altered(([id, who, how]) => [id, who, how, 9_999_999_999])}.${signature}`,
      `${content}.`,
      content,
      `${content}.${signature}=`,
      `${content}.${signature}.${signature}`,
      `${content}.${signature.slice(0, -1)}`,
      `${content}.${signature.slice(0, -1)}${signature.endsWith('A') ? 'B' : 'A'}`,
      addressesOf({ secret: 'another secret of thirty-two bytes' }).download(mine, account).split('/').at(-2),
      addressesOf({ subgraph: 'idesk' }).download(mine, account).split('/').at(-2),
      'null',
      '.',
      '',
    ];
    for (const forgery of forgeries) {
      const response = await fetch(`${publicUrl}/files/igate/${forgery}/x.pdf`);
      expect({ forgery, status: response.status }).toEqual({ forgery, status: 403 });
      expect(await response.json()).toMatchObject({
        code: 'FORBIDDEN',
        message: { en: expect.stringContaining('not valid') },
      });
    }
    expect(opened).toEqual([]);
  });

  it('is NOT_FOUND where the file is gone, from the database or from the store', async () => {
    const addresses = addressesOf();
    const unknown = await fetch(
      addresses.download({ id: 'none', name: 'x.pdf', mediaType: 'application/pdf' }, account),
    );
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ code: 'NOT_FOUND', message: { vi: expect.any(String) } });

    files.set('lost', { name: 'x.pdf', mediaType: 'application/pdf', size: 3, sha256: '0'.repeat(64) });
    const lost = await fetch(addresses.download({ id: 'lost', name: 'x.pdf', mediaType: 'application/pdf' }, account));
    expect(lost.status).toBe(404);
    expect(lost.headers.get('content-type')).toMatch(/^application\/json/);
  });

  it('needs a secret that cannot be guessed', () => {
    expect(() => addressesOf({ secret: 'short' })).toThrow('at least 32 bytes');
  });
});

describe('a part of a file', () => {
  const content = Buffer.from('0123456789'.repeat(100));
  let address: string;
  let etag: string;
  beforeAll(async () => {
    const file = await keep('phần.pdf', 'application/pdf', content);
    address = addressesOf().download(file, account);
    etag = `"${file.sha256}"`;
  });

  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=10-19', 10, 19],
    ['bytes=990-', 990, 999],
    ['bytes=-5', 995, 999],
    ['bytes=-5000', 0, 999],
    ['bytes=500-5000', 500, 999],
  ])('%s is answered with 206 and exactly those bytes', async (range, first, last) => {
    const response = await fetch(address, { headers: { range } });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${first}-${last}/1000`);
    expect(response.headers.get('content-length')).toBe(String(last - first + 1));
    expect(Buffer.from(await response.arrayBuffer()).equals(content.subarray(first, last + 1))).toBe(true);
    expect(served.at(-1)?.range).toEqual({ start: first, end: last });
  });

  it.each(['bytes=1000-', 'bytes=5000-6000', 'bytes=-0'])('%s is beyond the end: 416', async (range) => {
    const response = await fetch(address, { headers: { range } });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */1000');
    expect(await response.json()).toMatchObject({ code: 'BAD_USER_INPUT', message: { vi: expect.any(String) } });
  });

  it.each(['bytes=0-1,5-6', 'bytes=9-3', 'bytes=-', 'lines=1-2', 'nonsense'])(
    '%s is answered with the whole',
    async (range) => {
      const response = await fetch(address, { headers: { range } });
      expect(response.status).toBe(200);
      expect((await response.arrayBuffer()).byteLength).toBe(1000);
    },
  );

  it('is sent only while the file is still the one that the caller began to load', async () => {
    const ask = (condition: string) => fetch(address, { headers: { range: 'bytes=0-9', 'if-range': condition } });
    expect((await ask(etag)).status).toBe(206);
    for (const other of ['"another"', `W/${etag}`, 'Mon, 02 Mar 2026 01:00:00 GMT'])
      expect((await ask(other)).status).toBe(200);
  });

  it('needs no sending where the caller has the file already', async () => {
    const response = await fetch(address, { headers: { 'if-none-match': `"x", W/${etag}` } });
    expect(response.status).toBe(304);
    expect(await response.text()).toBe('');
    expect(served).toEqual([]);
  });

  it('HEAD tells everything about the file without opening it', async () => {
    const response = await fetch(address, { method: 'HEAD', headers: { range: 'bytes=0-9' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe('1000');
    expect(response.headers.get('etag')).toBe(etag);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(opened).toEqual([]);
    expect(served).toEqual([]);
  });
});

describe('a large file', () => {
  it('is let go of when the client goes away in the middle', async () => {
    const file = await keep('lớn.zip', 'application/zip', randomBytes(50_000_000));
    const request = get(addressesOf().download(file, account));
    const [response]: Readable[] = await once(request, 'response');
    await once(response ?? request, 'data');
    request.destroy();
    await expect.poll(() => opened.map((stream) => stream.closed)).toEqual([true]);
  });

  it('is not read ahead of a slow client', async () => {
    const file = await keep('chậm.zip', 'application/zip', randomBytes(50_000_000));
    const request = get(addressesOf().download(file, account));
    const [response]: Readable[] = await once(request, 'response');
    response?.pause();
    await delay(300);
    const [stream] = opened;
    expect(stream && 'bytesRead' in stream ? stream.bytesRead : NaN).toBeLessThan(20_000_000);
    request.destroy();
  });
});
