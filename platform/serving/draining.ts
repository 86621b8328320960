import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Closing waits for connections that are in use. One that is kept alive by its client would hold it up for as long as it
 * may idle, so the last answer on each tells the client to close it; and one on which nothing was said yet, such as browsers
 * open ahead of need, counts as in use until its first request is overdue, so it is cut.
 */
export function registerDraining(app: FastifyInstance): void {
  let closing = false;
  const connections = new Set<Socket>();
  app.server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  app.addHook('preClose', async () => {
    closing = true;
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('connection', 'close');
    done();
  });
}
