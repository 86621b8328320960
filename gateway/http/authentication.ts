import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RequestError } from '../../platform/errors.ts';
import { bearerToken } from '../../platform/serving/graphql-route.ts';
import type { Caller } from '../limits/rate-limit.ts';
import type { Principal, VerifyToken } from '../../platform/tokens/principal.ts';

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | null;
  }
}

/** Each request knows who sent it, once `authenticate` has let it pass. */
export function registerPrincipals(app: FastifyInstance): void {
  app.decorateRequest('principal', null);
}

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
  request.principal = await verify(token);
}

/** Whom a request that `authenticate` let pass is charged to. */
export function callerOf(request: FastifyRequest): Caller {
  return { principal: request.principal, address: request.ip };
}
