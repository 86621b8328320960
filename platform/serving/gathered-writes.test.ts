import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { gatherWrites } from './gathered-writes.ts';

test('waits for the end of the turn, and then sends everything in order', async () => {
  const [near, far] = await connected();
  write(near, 'one ');
  write(near, 'two ');
  expect(near.writableLength).toBe(8);
  await setImmediate();
  expect(near.writableLength).toBe(0);
  write(near, 'three');
  near.end();
  await expect(text(far)).resolves.toBe('one two three');
});

test('does not hold back what is written without a cork', async () => {
  const [near, far] = await connected();
  near.write('at once');
  expect(near.writableLength).toBe(0);
  near.end();
  await expect(text(far)).resolves.toBe('at once');
});

test('what waits behind heavy work is sent with the next write of any socket', async () => {
  const [[first], [second]] = await Promise.all([connected(), connected()]);
  write(first, 'early');
  const begun = performance.now();
  while (performance.now() - begun < 20);
  expect(first.writableLength).toBe(5);
  write(second, 'late');
  expect([first.writableLength, second.writableLength]).toEqual([0, 0]);
});

test('what waits is not lost where the connection ends in the same turn', async () => {
  const [near, far] = await connected();
  write(near, 'the last words');
  near.destroySoon();
  await expect(text(far)).resolves.toBe('the last words');
});

test('a connection that is gone keeps nobody else from sending', async () => {
  const [[gone], [near, far]] = await Promise.all([connected(), connected()]);
  write(gone, 'to nobody');
  write(near, 'to somebody');
  gone.destroy();
  await setImmediate();
  near.end();
  await expect(text(far)).resolves.toBe('to somebody');
});

test('an HTTP server answers requests that came in one piece, whole and in their order', async () => {
  const server = createHttpServer((request, response) => {
    response.write(`piece of ${request.url}, `.repeat(3));
    response.end('done');
  });
  const near = connect(await listening(server.on('connection', gatherWrites)));
  near.write('GET /1 HTTP/1.1\r\nhost: a\r\n\r\nGET /2 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n');
  const answered = await text(near);
  expect(answered.match(/piece of ..|done/g)).toEqual([
    ...Array(3).fill('piece of /1'),
    'done',
    ...Array(3).fill('piece of /2'),
    'done',
  ]);
});

/** As whoever writes a message in pieces does. */
function write(socket: Socket, piece: string): void {
  socket.cork();
  socket.write(piece);
  socket.uncork();
}

/** Both ends of a connection, of which the near one gathers. */
async function connected(): Promise<readonly [Socket, Socket]> {
  const server = createServer();
  const accepted = once(server, 'connection');
  const near = connect(await listening(server));
  onTestFinished(() => void near.destroy());
  gatherWrites(near);
  const [[far]] = await Promise.all([accepted, once(near, 'connect')]);
  return [near, far];
}

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}
