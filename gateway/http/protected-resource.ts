import type { FastifyInstance } from 'fastify';

export const protectedResourcePath = '/.well-known/oauth-protected-resource';

/** RFC 9728: where a client that holds no token yet learns whom to ask for one. */
export function registerProtectedResource(
  app: FastifyInstance,
  options: { readonly publicUrl: string; readonly authorizationServers: readonly string[] },
): void {
  const metadata = {
    resource: `${options.publicUrl}/graphql`,
    authorization_servers: options.authorizationServers,
    bearer_methods_supported: ['header'],
  };
  // The specification puts the resource's own path behind the well-known one; clients look in either place.
  for (const path of [protectedResourcePath, `${protectedResourcePath}/graphql`]) {
    app.get(path, async (_request, reply) => reply.header('cache-control', 'public, max-age=3600').send(metadata));
  }
}
