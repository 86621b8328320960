import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { request } from 'undici';
import { expect, test } from 'vitest';
import { createProducts, serve } from './shop.ts';

const megabyte = 1024 * 1024;
const uploadSize = 300 * megabyte;

test('a 300 MB upload raises the memory of the gateway by less than 80 MB', { timeout: 60_000 }, async () => {
  const products = await serve(createProducts());
  const gateway = spawn(process.execPath, [`${import.meta.dirname}/gateway-process.ts`, products.url], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const lines = createInterface({ input: gateway.stdout })[Symbol.asyncIterator]();
    const graphUrl = String((await lines.next()).value);
    // The first requests load code and fill pools; that is not the upload's doing.
    await upload(graphUrl, megabyte);
    gateway.stdin.write('start\n');
    await lines.next();
    const { answer, sha256 } = await upload(graphUrl, uploadSize);
    gateway.stdin.write('stop\n');
    const { before, peak } = JSON.parse(String((await lines.next()).value));

    expect(answer).toEqual({ data: { addPictures: [{ size: uploadSize, sha256 }] } });
    expect((peak - before) / megabyte).toBeLessThan(80);
  } finally {
    gateway.kill();
    await products.close();
  }
});

async function upload(graphUrl: string, size: number) {
  const query = 'mutation ($input: PicturesInput!) { addPictures(input: $input) { size sha256 } }';
  const operations = JSON.stringify({ query, variables: { input: { sku: 'A-1', pictures: [null] } } });
  const hash = createHash('sha256');
  async function* body() {
    yield `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${operations}\r\n`;
    yield `--x\r\ncontent-disposition: form-data; name="map"\r\n\r\n{"0":["variables.input.pictures.0"]}\r\n`;
    yield '--x\r\ncontent-disposition: form-data; name="0"; filename="a.pdf"\r\n\r\n';
    for (let sent = 0; sent < size; sent += megabyte) {
      const chunk = Buffer.alloc(megabyte, sent / megabyte);
      hash.update(chunk);
      yield chunk;
    }
    yield '\r\n--x--\r\n';
  }
  const response = await request(graphUrl, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=x', 'apollo-require-preflight': '1' },
    body: Readable.from(body()),
    headersTimeout: 60_000,
  });
  return { answer: await response.body.json(), sha256: hash.digest('hex') };
}
