import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { ConnectionLost, KeptConnections } from '../../gateway/sources/kept-connections.ts';
import { UnreadableResponse } from '../../gateway/sources/unreadable-response.ts';
import { httpSource } from './gateway-under-test.ts';

const limits = { connectMs: 1000, answerMs: 1000, maxAnswerBytes: 1000 };
const request = 'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2\r\n\r\n{}';
const ok = 'HTTP/1.1 200 OK\r\n';
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

/** A server on bare sockets; `answer` is called for each request, and told how many came on this connection before. */
async function serve(answer: (socket: Socket, before: number) => void) {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    let count = 0;
    sockets.add(socket);
    socket.on('data', () => answer(socket, count++));
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const connections = new KeptConnections(new URL(`http://127.0.0.1:${port}`), limits);
  cleanups.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  cleanups.push(() => connections.close());
  return { connections, sockets };
}

async function writeInPieces(socket: Socket, response: string): Promise<void> {
  for (const character of response) {
    socket.write(character);
    await new Promise(setImmediate);
  }
}

const always = (response: string) => serve((socket) => socket.write(response));

async function answerTo(connections: KeptConnections): Promise<string> {
  const { status, bytes } = await connections.send(request);
  return `${status} ${bytes.toString()}`;
}

describe('a response', () => {
  test.each([
    ['of a length', `${ok}Content-Length: 5\r\n\r\nhello`, '200 hello'],
    [
      'in chunks',
      `${ok}Transfer-Encoding: chunked\r\n\r\n2;x=y\r\nhe\r\n3\r\nllo\r\n0\r\nTrailer: 1\r\n\r\n`,
      '200 hello',
    ],
    ['with nothing in it', `HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n`, '503 '],
    ['without a body', 'HTTP/1.1 204 No Content\r\n\r\n', '204 '],
    ['behind an interim one', `HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${ok}Content-Length: 2\r\n\r\nhi`, '200 hi'],
  ])('%s is read, however it is cut into packets', async (_what, response, expected) => {
    const whole = await always(response);
    expect(await answerTo(whole.connections)).toBe(expected);
    const inPieces = await serve((socket) => void writeInPieces(socket, response));
    expect(await answerTo(inPieces.connections)).toBe(expected);
  });

  test('may end with its connection', async () => {
    const { connections } = await serve((socket) => socket.end(`${ok}\r\nuntil the end`));
    expect(await answerTo(connections)).toBe('200 until the end');
  });

  test.each([
    ['no HTTP', 'SSH-2.0-OpenSSH\r\n\r\n'],
    ['of two lengths', `${ok}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`],
    ['of a length and in chunks', `${ok}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['in a coding that nobody asked for', `${ok}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`],
    ['of a length that is no number', `${ok}Content-Length: -1\r\n\r\n`],
    ['longer than allowed', `${ok}Content-Length: 1001\r\n\r\n`],
    [
      'longer than allowed, in chunks',
      `${ok}Transfer-Encoding: chunked\r\n\r\n3e9\r\n${'x'.repeat(1001)}\r\n0\r\n\r\n`,
    ],
    ['in chunks longer than they say', `${ok}Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n`],
    ['in chunks of no size', `${ok}Transfer-Encoding: chunked\r\n\r\nxyz\r\n`],
    ['with headers without end', `${ok}${'X: y\r\n'.repeat(10_000)}`],
    ['to another protocol', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
  ])('%s is refused, and its connection given up', async (_what, response) => {
    const { connections, sockets } = await always(response);
    await expect(connections.send(request)).rejects.toThrow(UnreadableResponse);
    await expect.poll(() => [...sockets].every(({ destroyed }) => destroyed)).toBe(true);
  });

  test('that is cut off is no response', async () => {
    const { connections } = await serve((socket) => socket.end(`${ok}Content-Length: 5\r\n\r\nhel`));
    await expect(connections.send(request)).rejects.toThrow(ConnectionLost);
  });

  test('that does not come is waited for no longer than is allowed', async () => {
    const { connections } = await serve((socket) => socket.write(`${ok}Content-Length: 5\r\n\r\nhel`));
    await expect(connections.send(request)).rejects.toThrow('no answer within 1000 ms');
  });
});

test.each([
  ['another header', 'good\r\nx-client-address: 10.0.0.1'],
  ['another request', 'good\r\n\r\nGET /admin HTTP/1.1'],
  ['the same, once its characters are cut to bytes', 'good\u010d\u010ax-client-address: 10.0.0.1'],
  ['a NUL', 'good\0'],
])('a token that brings %s with it is not sent', async (_what, token) => {
  const { connections, sockets } = await always(`${ok}Content-Length: 2\r\n\r\n{}`);
  await answerTo(connections);
  const [{ localPort } = {}] = sockets;
  const source = httpSource('products', `http://127.0.0.1:${localPort}/graphql`);
  cleanups.push(() => source.close());
  const asked = { query: '{ products { name } }', origin: { requestId: 'test', token, language: 'en' } as const };
  await expect(source.execute(asked)).rejects.toThrow(expect.objectContaining({ code: 'SUBGRAPH_UNAVAILABLE' }));
  expect(sockets.size).toBe(1);
});

describe('a connection', () => {
  test('is used again, by one request at a time', async () => {
    const { connections, sockets } = await always(`${ok}Content-Length: 2\r\n\r\nhi`);
    for (let turn = 0; turn < 3; turn++) await answerTo(connections);
    expect(sockets.size).toBe(1);
    await Promise.all([answerTo(connections), answerTo(connections), answerTo(connections)]);
    expect(sockets.size).toBe(3);
  });

  test.each([
    ['whose other end says that it closes it', `${ok}Connection: close\r\nContent-Length: 2\r\n\r\nhi`],
    ['that brought more than was asked for', `${ok}Content-Length: 2\r\n\r\nhi, and more`],
    ['that the other end keeps for a moment only', `${ok}Keep-Alive: timeout=1\r\nContent-Length: 2\r\n\r\nhi`],
    ['of HTTP/1.0', `HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi`],
  ])('%s is not used again', async (_what, response) => {
    const { connections, sockets } = await always(response);
    expect(await answerTo(connections)).toBe('200 hi');
    expect(await answerTo(connections)).toBe('200 hi');
    expect(sockets.size).toBe(2);
  });

  test('that brings something while nobody asks is given up', async () => {
    const { connections, sockets } = await always(`${ok}Content-Length: 2\r\n\r\nhi`);
    await answerTo(connections);
    const [first] = sockets;
    first?.write(`${ok}Content-Length: 4\r\n\r\nevil`);
    await expect.poll(() => first?.destroyed).toBe(true);
    expect(await answerTo(connections)).toBe('200 hi');
  });

  test('that the other end closes as it is used again is known to be lost', async () => {
    const { connections } = await serve((socket, before) =>
      before === 0 ? socket.write(`${ok}Content-Length: 2\r\n\r\nhi`) : socket.destroy(),
    );
    expect(await answerTo(connections)).toBe('200 hi');
    await expect(connections.send(request)).rejects.toThrow(ConnectionLost);
  });

  test('is closed once what is under way is finished', async () => {
    const { connections, sockets } = await serve((socket) => {
      setTimeout(() => socket.write(`${ok}Content-Length: 2\r\n\r\nhi`), 50);
    });
    const answered = answerTo(connections);
    await connections.close();
    expect(await answered).toBe('200 hi');
    await expect.poll(() => [...sockets].every(({ destroyed }) => destroyed)).toBe(true);
    await expect(connections.send(request)).rejects.toThrow('closed');
  });
});
