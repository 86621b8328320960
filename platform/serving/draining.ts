import type { FastifyInstance } from 'fastify';

/**
 * Closing waits for connections that are in use. One that is kept alive by its client would hold it up for as long as it
 * may idle, so the last answer on each tells the client to close it.
 */
export function registerDraining(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('connection', 'close');
    done();
  });
}
