import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { client, startGateway, type RunningGateway } from '../gateway/gateway-under-test.ts';
import { createProducts, createReviews } from '../gateway/shop.ts';

/** Milliseconds instead of the seconds that production gives. */
const hurried = { ...client, headersMs: 800, bodyMs: 1200, paceMs: 600, paceBytes: 2000 };

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway({
    sources: [createProducts(), createReviews()],
    timeouts: { connectMs: 5000, answerMs: 10_000, client: hurried },
  });
});
afterAll(() => gateway.close());

interface Line {
  readonly socket: Socket;
  readonly received: () => string;
  readonly closed: Promise<unknown>;
}

async function open(text: string): Promise<Line> {
  const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
  let received = '';
  socket.on('data', (chunk) => (received += chunk.toString()));
  socket.on('error', () => {});
  const closed = once(socket, 'close');
  await once(socket, 'connect');
  socket.write(text);
  return { socket, received: () => received, closed };
}

/** Sends a byte now and then until the other end hangs up. */
async function drip(line: Line, byte: string, everyMs: number): Promise<void> {
  const timer = setInterval(() => line.socket.write(byte), everyMs);
  await line.closed;
  clearInterval(timer);
}

const json = (length: number) =>
  `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;
const upload =
  'POST /graphql HTTP/1.1\r\nhost: x\r\napollo-require-preflight: x\r\ncontent-type: multipart/form-data; boundary=b\r\n' +
  'content-length: 1000000\r\n\r\n--b\r\ncontent-disposition: form-data; name="operations"\r\n\r\n';

test('headers that never end', async () => {
  const line = await open('POST /graphql HTTP/1.1\r\nhost: x\r\n');
  await drip(line, 'x: y\r\n', 100);
  expect(line.received()).toMatch(/^(HTTP\/1\.1 408 |$)/);
});

test('a body that comes byte by byte', async () => {
  const line = await open(json(50_000));
  await drip(line, ' ', 50);
  expect(line.received()).toContain('408');
});

test('a body that is announced and does not come', async () => {
  const line = await open(json(100));
  await line.closed;
  expect(line.received()).toContain('408');
});

test('an upload that comes byte by byte', async () => {
  const line = await open(upload);
  await drip(line, 'x', 50);
  expect(line.received()).toContain('408');
});

test('an upload that is slow and keeps its pace goes on', async () => {
  const line = await open(upload);
  let closed = false;
  void line.closed.then(() => (closed = true));
  const chunk = 'x'.repeat(1000);
  for (let n = 0; n < 30; n += 1) {
    line.socket.write(chunk);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(closed).toBe(false);
  line.socket.destroy();
});

test('a connection that waits between requests is left alone, and others are served meanwhile', async () => {
  const body = JSON.stringify({ query: '{ product(sku: "A-1") { name } }' });
  const line = await open(json(body.length) + body);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  line.socket.write(json(body.length) + body);
  await expect.poll(() => line.received().match(/HTTP\/1\.1 200/g)?.length).toBe(2);
  line.socket.destroy();
});

test('a hundred slow connections keep nobody else from being served', async () => {
  const lines = await Promise.all(Array.from({ length: 100 }, () => open(json(1000))));
  const answer = await fetch(gateway.graphUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ product(sku: "A-1") { name } }' }),
  });
  expect(await answer.json()).toEqual({ data: { product: { name: 'Bút bi' } } });
  await Promise.all(lines.map((line) => line.closed));
});
