import type { FastifyRequest } from 'fastify';
import { RequestError } from '../../platform/errors.ts';
import { bearerToken } from '../../platform/serving/graphql-route.ts';
import type { Principal, VerifyToken } from '../../platform/tokens/principal.ts';

const principals = new WeakMap<FastifyRequest, Principal>();

/**
 * Verifies the bearer token, once, at the edge. A request without one passes: some operations need nobody, and each
 * subgraph decides what the others need.
 *
 * @throws RequestError `UNAUTHENTICATED` for a token that is not valid and for another scheme; what `verify` throws.
 */
export async function authenticate(request: FastifyRequest, verify: VerifyToken): Promise<void> {
  const { authorization } = request.headers;
  if (authorization === undefined) return;
  const token = bearerToken(authorization);
  if (!token) throw new RequestError('UNAUTHENTICATED');
  principals.set(request, await verify(token));
}

/** Who sent a request that `authenticate` let pass; undefined for nobody signed in. */
export function principalOf(request: FastifyRequest): Principal | undefined {
  return principals.get(request);
}
