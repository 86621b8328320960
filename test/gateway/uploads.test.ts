import { Upload, WriteStream } from 'graphql-upload-ts';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { multipartRequest } from '../../gateway/sources/multipart-request.ts';
import { askGraph, refusalOf } from '../support/graph-client.ts';
import { httpSource, startGateway, startServer, testLimits, type RunningGateway } from './gateway-under-test.ts';
import { createProducts, createReviews, createShopState, serve, type ShopState } from './shop.ts';

const addPictures = 'mutation ($input: PicturesInput!) { addPictures(input: $input) { name size sha256 mediaType } }';

function file(name: string, content: Uint8Array<ArrayBuffer> | string = name, type = 'image/png'): File {
  return new File([content], name, { type });
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

// Uploads are spooled in the temporary folder; in the machine's own, those of other tests would be counted too.
const systemTmpdir = tmpdir();
beforeAll(async () => {
  process.env['TMPDIR'] = await mkdtemp(join(systemTmpdir, 'gateway-spool-'));
});
afterAll(async () => {
  await rm(tmpdir(), { recursive: true });
  process.env['TMPDIR'] = systemTmpdir;
});

async function spooledFiles(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith('capacitor-'));
}

async function eventually(check: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + 5000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

describe.each(['in the same process', 'over HTTP'])('uploads to a subgraph %s', (place) => {
  let gateway: RunningGateway;
  let state: ShopState;
  let closing: (() => Promise<void>)[];
  let spooledBefore: string[];

  beforeEach(async () => {
    spooledBefore = await spooledFiles();
    state = createShopState();
    closing = [];
    let products = createProducts(state);
    if (place === 'over HTTP') {
      const server = await serve(products);
      const overHttp = httpSource('products', server.url);
      products = overHttp;
      closing.push(
        () => overHttp.close(),
        () => server.close(),
      );
    }
    gateway = await startGateway({ sources: [products, createReviews()] });
    closing.unshift(() => gateway.close());
  });
  afterEach(async () => {
    await eventually(async () =>
      expect((await spooledFiles()).filter((name) => !spooledBefore.includes(name))).toEqual([]),
    );
    for (const close of closing) await close();
  });

  function upload(input: Record<string, unknown>, headers: Record<string, string> = {}) {
    return askGraph<{ addPictures: { name: string; size: number; sha256: string }[] | null }>(
      gateway.graphUrl,
      addPictures,
      { input: { sku: 'A-1', ...input } },
      { headers },
    );
  }

  test('arrive byte for byte, in a list and in a nested field, in their order', async () => {
    const content = Uint8Array.from(randomBytes(1_500_000));
    const { data, errors } = await upload({
      pictures: [file('1.png'), file('2.png', content)],
      cover: file('bìa.png'),
    });
    expect(errors).toEqual([]);
    expect(data?.addPictures).toEqual([
      { name: '1.png', size: 5, sha256: sha256('1.png'), mediaType: 'image/png' },
      { name: '2.png', size: content.length, sha256: sha256(content), mediaType: 'image/png' },
      { name: 'bìa.png', size: 8, sha256: sha256('bìa.png'), mediaType: 'image/png' },
    ]);
  });

  test.each(['tờ-khai đăng ký (bản chính).pdf', "it's 100%.pdf", 'năm 2026; quý I.pdf', 'ảnh🙂.png'])(
    'keep their names: %s',
    async (name) => {
      const { data } = await upload({ pictures: [file(name)] });
      expect(data?.addPictures?.map((picture) => picture.name)).toEqual([name]);
    },
  );

  test('an empty file is a file', async () => {
    const { data } = await upload({ pictures: [file('rỗng.png', '')] });
    expect(data?.addPictures).toMatchObject([{ size: 0, sha256: sha256('') }]);
  });

  test('one that is exactly as large as allowed is taken', async () => {
    const { data } = await upload({ pictures: [file('vừa.png', new Uint8Array(testLimits.maxFileBytes))] });
    expect(data?.addPictures).toMatchObject([{ size: testLimits.maxFileBytes }]);
  });

  test('one that grows too large ends the operation with nothing done', async () => {
    const large = file('to.png', new Uint8Array(testLimits.maxFileBytes + 1));
    const { data, errors } = await upload({ pictures: [file('1.png'), large] }, { 'accept-language': 'en' });
    expect(data).toEqual({ addPictures: null });
    // In the same process the subgraph reads the stream itself, and says itself what a broken one means.
    const expected =
      place === 'over HTTP'
        ? { message: 'A file may be at most 2 MB. Send a smaller one.', extensions: { code: 'FILE_TOO_LARGE' } }
        : { extensions: { code: 'UPLOAD_INTERRUPTED' } };
    expect(errors).toMatchObject([{ path: ['addPictures'], ...expected }]);
    expect(state.taken).toEqual([]);
  });

  test('a refusal arrives although the files are still on their way', async () => {
    const pictures = ['1', '2', '3'].map((name) => file(name, new Uint8Array(testLimits.maxFileBytes)));
    for (let round = 0; round < 5; round += 1) {
      const { errors } = await upload({ sku: 'no such code', pictures });
      expect(errors).toMatchObject([{ path: ['addPictures'], extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });

  test('one file too many is refused before anything runs', async () => {
    const pictures = ['1', '2', '3', '4'].map((name) => file(name));
    const vietnamese = await upload({ pictures });
    expect(vietnamese.status).toBe(413);
    expect(refusalOf(vietnamese)).toEqual({
      code: 'TOO_MANY_FILES',
      message: 'Mỗi lần gửi được nhiều nhất 3 tệp. Hãy chia thành nhiều lần.',
    });
    expect(refusalOf(await upload({ pictures }, { 'accept-language': 'en' })).message).toContain('At most 3 files');
    expect(state.taken).toEqual([]);
  });

  test('the token is checked before a byte of the files is read', async () => {
    const form = new FormData();
    form.append('operations', 'x');
    const headers = { authorization: 'Bearer bad', 'apollo-require-preflight': '1' };
    const response = await fetch(gateway.graphUrl, { method: 'POST', body: form, headers });
    expect(response.status).toBe(401);
  });

  test('a request that breaks off in the middle of a file does nothing', async () => {
    const socket = await beginUpload(gateway.url, 1_000_000);
    await eventually(async () => expect((await spooledFiles()).length).toBeGreaterThan(spooledBefore.length));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(state.taken).toEqual([]);
  });

  test('a body that ends in the middle of a file is an interrupted upload', async () => {
    const answer = await truncatedUpload(gateway.url);
    expect(answer.data).toEqual({ addPictures: null });
    expect(answer.errors).toMatchObject([{ path: ['addPictures'], extensions: { code: 'UPLOAD_INTERRUPTED' } }]);
    expect(state.taken).toEqual([]);
  });

  test('many at once do not mix', async () => {
    const contents = Array.from({ length: 12 }, () => Uint8Array.from(randomBytes(400_000)));
    const answers = await Promise.all(
      contents.map((content, index) => upload({ pictures: [file(`${index}`, content)] })),
    );
    expect(answers.map(({ data }) => data?.addPictures?.[0]?.sha256)).toEqual(contents.map(sha256));
  });
});

describe('multipart requests that are not right', () => {
  let gateway: RunningGateway;
  beforeEach(async () => {
    gateway = await startGateway({ sources: [createProducts(), createReviews()] });
  });
  afterEach(() => gateway.close());

  const operations = JSON.stringify({ query: addPictures, variables: { input: { sku: 'A-1', pictures: [null] } } });
  const cases: [string, [string, string | File][]][] = [
    ['without operations', [['map', '{}']]],
    ['with operations that are not JSON', [['operations', '{']]],
    [
      'with a list of operations',
      [
        ['operations', `[${operations}]`],
        ['map', '{}'],
      ],
    ],
    ['without a map', [['operations', operations]]],
    [
      'with a map that leads nowhere',
      [
        ['operations', operations],
        ['map', '{"0":["variables.nope.0"]}'],
        ['0', file('1')],
      ],
    ],
    [
      'with a map into the prototype',
      [
        ['operations', operations],
        ['map', '{"0":["__proto__.x"]}'],
        ['0', file('1')],
      ],
    ],
    [
      'with the file before the map',
      [
        ['operations', operations],
        ['0', file('1')],
        ['map', '{"0":["variables.input.pictures.0"]}'],
      ],
    ],
  ];
  test.each(cases)('%s', async (_name, fields) => {
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    const headers = { 'apollo-require-preflight': 'true', 'accept-language': 'en' };
    const response = await fetch(gateway.graphUrl, { method: 'POST', body: form, headers });
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(response.status).toBe(400);
  });

  test('without a boundary', async () => {
    const headers = { 'apollo-require-preflight': 'true', 'content-type': 'multipart/form-data' };
    const response = await fetch(gateway.graphUrl, { method: 'POST', body: 'x', headers });
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  test('a file that is declared but not sent', async () => {
    const form = new FormData();
    form.append('operations', operations);
    form.append('map', '{"0":["variables.input.pictures.0"]}');
    const headers = { 'apollo-require-preflight': 'true' };
    const products = await serve(createProducts());
    const source = httpSource('products', products.url);
    const overHttp = await startGateway({ sources: [source, createReviews()] });
    const response = await fetch(overHttp.graphUrl, { method: 'POST', body: form, headers });
    expect(await response.json()).toMatchObject({
      data: { addPictures: null },
      errors: [{ path: ['addPictures'], extensions: { code: 'BAD_USER_INPUT' } }],
    });
    await overHttp.close();
    await source.close();
    await products.close();
  });
});

test('a file name cannot end the header it stands in', async () => {
  let received = '';
  const listening = await startServer((request, response) => {
    request.on('data', (chunk: Buffer) => (received += chunk.toString()));
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"addPictures":[]}}');
    });
  });
  const upload = new Upload();
  const capacitor = new WriteStream();
  capacitor.end('x');
  upload.resolve({
    filename: 'a"\r\nx-evil: 1\r\n\r\n<script>\\.png',
    mimetype: 'image/png\r\nx-evil: 2',
    fieldName: '0',
    encoding: '7bit',
    capacitor,
    createReadStream: () => capacitor.createReadStream(),
  });
  const { body, contentType } = multipartRequest('{}', [{ upload, path: 'variables.file' }]);
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  capacitor.release();
  await fetch(listening.origin, {
    method: 'POST',
    body: Buffer.concat(chunks),
    headers: { 'content-type': contentType },
  });
  await listening.close();
  expect(received).toContain(
    'filename="a\\"%0D%0Ax-evil: 1%0D%0A%0D%0A<script>\\\\.png"\r\ncontent-type: application/octet-stream',
  );
  expect(received).not.toMatch(/^x-evil/m);
});

const boundary = 'xxx';

function multipartHead(): string {
  const operations = JSON.stringify({ query: addPictures, variables: { input: { sku: 'A-1', pictures: [null] } } });
  const part = (name: string, content: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${content}\r\n`;
  return (
    part('operations', operations) +
    part('map', '{"0":["variables.input.pictures.0"]}') +
    `--${boundary}\r\ncontent-disposition: form-data; name="0"; filename="a.png"\r\n\r\n`
  );
}

function requestHead(length: number): string {
  return (
    `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=${boundary}\r\n` +
    `apollo-require-preflight: 1\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n`
  );
}

/** Sends half of a file and goes on holding the connection. */
async function beginUpload(url: string, size: number) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  const head = multipartHead();
  socket.write(requestHead(head.length + size));
  socket.write(head);
  socket.write(Buffer.alloc(size / 2, 1));
  return socket;
}

/** Sends a request whose length is right, but whose last part has no end. */
async function truncatedUpload(url: string) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const body = multipartHead() + 'x'.repeat(100_000);
  socket.write(requestHead(body.length));
  socket.write(body);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')));
}
