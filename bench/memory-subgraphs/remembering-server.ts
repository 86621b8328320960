import { createServer, type Server, type Socket } from 'node:net';

/**
 * An HTTP server that remembers its answers by the requests' bodies, on bare sockets: it shares two cores with what is
 * measured, and Node's own HTTP server would cost more than a fast gateway does.
 *
 * It takes what gateways send to subgraphs: POST with a content length, one request after another on a connection.
 */
export function createRememberingServer(answer: (body: Buffer) => Promise<Buffer>): Server {
  const remembered = new Map<string, Buffer>();

  async function respond(socket: Socket, body: Buffer): Promise<void> {
    const key = body.toString('latin1');
    const known = remembered.get(key);
    if (known) {
      socket.write(known);
      return;
    }
    const response = httpResponse(await answer(body));
    remembered.set(key, response);
    socket.write(response);
  }

  return createServer((socket) => {
    socket.setNoDelay(true);
    let pending = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      const head = pending.indexOf('\r\n\r\n');
      if (head === -1) return;
      const [, length] = /\r\ncontent-length: *(\d+)/i.exec(pending.toString('latin1', 0, head)) ?? [];
      if (length === undefined) {
        socket.end('HTTP/1.1 411 Length Required\r\ncontent-length: 0\r\n\r\n');
        return;
      }
      const end = head + 4 + Number(length);
      if (pending.length < end) return;
      const body = pending.subarray(head + 4, end);
      pending = pending.subarray(end);
      respond(socket, body).catch((error: unknown) => socket.destroy(error instanceof Error ? error : undefined));
    });
    socket.on('error', () => socket.destroy());
  });
}

function httpResponse(body: Buffer): Buffer {
  const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}
