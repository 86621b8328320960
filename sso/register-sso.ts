import type { FastifyInstance } from 'fastify';
import type { Sso } from './sso.ts';

/**
 * Mounts the provider on a Fastify server. `prefix` is where clients find it, and so must be the path of its issuer.
 *
 * @throws Error where the two differ: discovery would lead clients astray.
 */
export async function registerSso(app: FastifyInstance, sso: Sso, prefix: string): Promise<void> {
  if (prefix !== sso.mountPath) {
    throw new Error(
      `The SSO has the issuer ${sso.issuer}, so it can only be mounted under "${sso.mountPath}", not "${prefix}".`,
    );
  }
  await app.register(
    async (scope) => {
      // The provider reads bodies itself; a body that Fastify has read would leave it waiting for ever.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _body, done) => done(null));
      scope.all('/*', (request, reply) => {
        reply.hijack();
        sso.handle(request.raw, reply.raw, request.ip);
      });
    },
    { prefix },
  );
}
