import type { FastifyInstance } from 'fastify';

const allowedHeaders = [
  'accept-language',
  'apollo-require-preflight',
  'authorization',
  'content-type',
  'range',
  'x-apollo-operation-name',
  'x-request-id',
];

/** What a page may read of an answer beside what the Fetch standard always allows. */
const exposedHeaders = 'accept-ranges, content-disposition, content-range, retry-after, www-authenticate, x-request-id';

/** How long a browser need not ask again, in seconds; none remembers for longer. */
const rememberedSeconds = '7200';

/**
 * Lets pages of other origins use the gateway: only those that are listed, letter by letter. No cookie ever counts here,
 * so none is allowed to be sent.
 */
export function registerCrossOrigin(app: FastifyInstance, allowedOrigins: readonly string[]): void {
  if (allowedOrigins.length === 0) return;
  const allowed = new Set(allowedOrigins);
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    reply.header('vary', 'origin');
    if (origin === undefined || !allowed.has(origin)) return;
    reply.header('access-control-allow-origin', origin);
    reply.header('access-control-expose-headers', exposedHeaders);
    if (request.method !== 'OPTIONS' || !request.headers['access-control-request-method']) return;
    return reply
      .code(204)
      .header('access-control-allow-methods', 'GET, HEAD, POST')
      .header('access-control-allow-headers', allowedHeaders.join(', '))
      .header('access-control-max-age', rememberedSeconds)
      .send();
  });
}
