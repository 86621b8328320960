import { request } from 'undici';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { impatient, startGateway, startServer, type RunningGateway } from './gateway-under-test.ts';
import { createProducts, createReviews } from './shop.ts';

const bytes = Buffer.from('tờ khai');
const big = 30_000_000;

describe('files behind the gateway', () => {
  let gateway: RunningGateway;
  let store: Awaited<ReturnType<typeof startServer>>;
  const seen: { url: string | undefined; headers: NodeJS.Dict<string | string[]> }[] = [];

  beforeAll(async () => {
    store = await startServer((incoming, response) => {
      seen.push({ url: incoming.url, headers: incoming.headers });
      if (incoming.url?.endsWith('/fails')) return response.writeHead(500).end('at http://store.internal/');
      if (incoming.url?.endsWith('/moved'))
        return response.writeHead(302, { location: 'http://store.internal/' }).end();
      if (incoming.url?.endsWith('/resets')) return incoming.socket.resetAndDestroy();
      if (incoming.url?.endsWith('/hangs')) return response;
      if (incoming.url?.endsWith('/stale')) {
        return response
          .writeHead(403, { 'content-type': 'application/json' })
          .end('{"code":"FORBIDDEN","message":"Hết hạn."}');
      }
      if (incoming.url?.endsWith('/big')) {
        response.writeHead(200, { 'content-length': big });
        return response.end(Buffer.alloc(big, 7));
      }
      if (incoming.headers['if-none-match'] === '"1"') return response.writeHead(304, { etag: '"1"' }).end();
      const headers = {
        'content-type': 'application/pdf',
        'content-security-policy': 'sandbox',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('tờ khai.pdf')}`,
        etag: '"1"',
        'set-cookie': 'internal=1',
        server: 'store/1.0',
      };
      const range = /^bytes=(\d+)-(\d+)$/.exec(incoming.headers.range ?? '');
      const part = range ? bytes.subarray(Number(range[1]), Number(range[2]) + 1) : bytes;
      response.writeHead(range ? 206 : 200, { ...headers, 'content-length': part.length });
      return response.end(incoming.method === 'HEAD' ? undefined : part);
    });
    gateway = await startGateway({
      sources: [createProducts(), createReviews()],
      timeouts: impatient,
      fileOrigins: { products: () => store.origin, gone: () => 'http://127.0.0.1:1' },
    });
  });
  afterAll(async () => {
    await gateway.close();
    await store.close();
  });

  test('and so do reports, which are streamed from where they are written', async () => {
    const { statusCode, headers, body } = await request(
      `${gateway.url}/reports/products/t0k3n/b%C3%A1o%20c%C3%A1o.csv`,
    );
    expect(statusCode).toBe(200);
    expect(Buffer.from(await body.arrayBuffer())).toEqual(bytes);
    expect(headers['set-cookie']).toBeUndefined();
    expect(seen.at(-1)?.url).toBe('/reports/products/t0k3n/b%C3%A1o%20c%C3%A1o.csv');
    expect((await request(`${gateway.url}/others/products/t0k3n/a.csv`)).statusCode).toBe(404);
  });

  test('come with their own headers, without those of the server and without cookies', async () => {
    const { statusCode, headers, body } = await request(`${gateway.url}/files/products/t0k3n/t%E1%BB%9D%20khai.pdf`);
    expect(statusCode).toBe(200);
    expect(Buffer.from(await body.arrayBuffer())).toEqual(bytes);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-security-policy': 'sandbox',
      etag: '"1"',
    });
    expect(headers['content-length']).toBe(String(bytes.length));
    expect(headers['content-disposition']).toContain('filename*=UTF-8');
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['server']).toBeUndefined();
    expect(seen.at(-1)?.url).toBe('/files/products/t0k3n/t%E1%BB%9D%20khai.pdf');
  });

  test('ranges and validators reach the subgraph, tokens and cookies do not', async () => {
    const part = await request(`${gateway.url}/files/products/t/x`, {
      headers: {
        range: 'bytes=1-3',
        'if-range': '"1"',
        'accept-encoding': 'gzip',
        authorization: 'Bearer good',
        cookie: 'a=b',
      },
    });
    expect(part.statusCode).toBe(206);
    expect(Buffer.from(await part.body.arrayBuffer())).toEqual(bytes.subarray(1, 4));
    expect(seen.at(-1)?.headers).toMatchObject({ range: 'bytes=1-3', 'if-range': '"1"', 'accept-encoding': 'gzip' });
    expect(seen.at(-1)?.headers).not.toHaveProperty('authorization');
    expect(seen.at(-1)?.headers).not.toHaveProperty('cookie');
    const same = await request(`${gateway.url}/files/products/t/x`, { headers: { 'if-none-match': '"1"' } });
    expect(same.statusCode).toBe(304);
    await same.body.dump();
  });

  test('HEAD tells the size and sends nothing', async () => {
    const { statusCode, headers, body } = await request(`${gateway.url}/files/products/t/x`, { method: 'HEAD' });
    expect({ statusCode, length: headers['content-length'] }).toEqual({
      statusCode: 200,
      length: String(bytes.length),
    });
    expect(await body.text()).toBe('');
  });

  test('a large one is passed on whole', async () => {
    const { body } = await request(`${gateway.url}/files/products/t/big`);
    expect((await body.arrayBuffer()).byteLength).toBe(big);
  });

  test.each([
    ['/files/products/t/fails', 503, 'SUBGRAPH_UNAVAILABLE'],
    ['/files/products/t/moved', 503, 'SUBGRAPH_UNAVAILABLE'],
    ['/files/products/t/resets', 503, 'SUBGRAPH_UNAVAILABLE'],
    ['/files/products/t/hangs', 503, 'SUBGRAPH_UNAVAILABLE'],
    ['/files/gone/t/x', 503, 'SUBGRAPH_UNAVAILABLE'],
    ['/files/products/t/stale', 403, 'FORBIDDEN'],
    ['/files/unknown/t/x', 404, 'NOT_FOUND'],
    ['/files/__proto__/t/x', 404, 'NOT_FOUND'],
    ['/files/products', 404, 'NOT_FOUND'],
  ])('%s is a clear refusal', async (path, status, code) => {
    const { statusCode, body } = await request(gateway.url + path, { headers: { 'accept-language': 'en' } });
    const text = await body.text();
    expect({ statusCode, code: JSON.parse(text).code }).toEqual({ statusCode: status, code });
    expect(text).not.toMatch(/internal|127\.0\.0\.1|http/);
  });

  test.each([
    '/files/products/../../graphql',
    '/files/products/%2e%2e/%2e%2e/peer',
    '/files/products/..%2f..%2fpeer/x',
    '/files/products/%zz',
  ])('a path that leads elsewhere goes nowhere: %s', async (path) => {
    const before = seen.length;
    expect(await statusOf(gateway.url, path)).toBeGreaterThanOrEqual(400);
    expect(seen.length).toBe(before);
  });
});

/** Sends the path as it is: clients above this level tidy it up. */
async function statusOf(url: string, path: string): Promise<number> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return Number(answer.split(' ')[1]);
}
