import type { FastifyRequest } from 'fastify';
import { isIP } from 'node:net';

/**
 * How the gateway tells a subgraph where a request came from. Whoever reaches a subgraph could set it, so subgraphs listen
 * on private addresses; a client's own header of this name ends at the gateway, which forwards none.
 */
export const clientAddressHeader = 'x-client-address';

/** The client's IP address, as the gateway tells it. */
export function forwardedAddress(request: FastifyRequest): string {
  const forwarded = request.headers[clientAddressHeader];
  return typeof forwarded === 'string' && isIP(forwarded) !== 0 ? forwarded : request.ip;
}
