import { createServer, connect, type AddressInfo } from 'node:net';
import { once } from 'node:events';

/** Stands before a server and keeps every byte that goes to and fro. */
export async function openRecordingProxy(target: () => string) {
  const recorded: Buffer[] = [];
  const server = createServer((client) => {
    const { hostname, port } = new URL(target());
    const upstream = connect(Number(port), hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      from.on('data', (chunk: Buffer) => recorded.push(chunk));
      from.on('error', () => to.destroy());
      from.pipe(to);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    recorded: () => Buffer.concat(recorded).toString('utf8'),
    [Symbol.asyncDispose]: async () => {
      server.close();
    },
  };
}
