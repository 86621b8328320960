import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RateLimited, type ChargeCaller } from '../limits/rate-limit.ts';

/**
 * What a request costs that is no operation, by its route. Whoever asks for a file has only an address, and the gateway
 * cannot tell whose it is: so everything here is paid by the network that the request comes from. `/health/live` and what
 * is served from memory cost less than counting them.
 */
const costs: Readonly<Record<string, number>> = {
  // A few statements, an entry of the audit log, and bytes: as much as an operation that is seen for the first time.
  '/:kind(^files|reports$)/:subgraph/*': 1000,
  // Asks every dependency.
  '/health/ready': 100,
  // Counts rows, where the subgraphs run in this process.
  '/metrics': 1000,
  // Verifies a signature.
  '/backchannel-logout': 100,
};

/** Charges requests that are no operations; routes must be registered after it. What comes too soon is a 429. */
export function registerRequestCharges(app: FastifyInstance, charge: ChargeCaller): void {
  const payments = new Map(Object.entries(costs).map(([url, cost]) => [url, paymentOf(cost, charge)]));
  app.addHook('onRoute', (route) => {
    const pay = payments.get(route.url);
    if (!pay) return;
    const others = route.onRequest === undefined ? [] : [route.onRequest].flat();
    // Fastify makes a route for HEAD out of one for GET that pays already.
    if (!others.includes(pay)) route.onRequest = [pay, ...others];
  });
}

function paymentOf(cost: number, charge: ChargeCaller) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    try {
      await charge({ principal: null, address: request.ip }, cost);
    } catch (error) {
      if (error instanceof RateLimited) reply.header('retry-after', error.retryAfterSeconds);
      throw error;
    }
  };
}
