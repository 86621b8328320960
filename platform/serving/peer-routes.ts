import type { FastifyInstance } from 'fastify';
import { RequestError } from '../errors.ts';
import type { VerifyToken } from '../tokens/principal.ts';
import { bearerToken } from './graphql-route.ts';
import { httpStatus } from './http-server.ts';

/**
 * A scope for what only the other system may call: every route in it needs a service token of one of `clientIds`, and a
 * refusal goes out in both languages, since the sender shows it to its own users.
 */
export function registerPeerRoutes(
  app: FastifyInstance,
  options: { readonly verify: VerifyToken; readonly clientIds: readonly string[] },
  routes: (scope: FastifyInstance) => void,
): void {
  app.register(async (scope) => {
    scope.addHook('onRequest', async (request) => {
      const token = bearerToken(request.headers.authorization);
      if (token === undefined) throw new RequestError('UNAUTHENTICATED');
      const principal = await options.verify(token);
      if (principal.kind !== 'service' || !options.clientIds.includes(principal.clientId)) {
        throw new RequestError('FORBIDDEN');
      }
    });
    scope.setErrorHandler(async (error, request, reply) => {
      if (error instanceof RequestError) {
        // 422: understood, authentic, and refused for good; the codes in `passingStatuses` of the sender mean "later".
        const status = httpStatus(error);
        if (status === 401) reply.header('www-authenticate', 'Bearer');
        const permanent = status === 400 || status === 404 || status === 413 ? 422 : status;
        return reply.code(permanent).send({ code: error.code, message: error.text });
      }
      request.log.error({ err: error, requestId: request.id }, 'unexpected error in a peer route');
      return reply.code(500).send({ code: 'INTERNAL_SERVER_ERROR' });
    });
    routes(scope);
  });
}
