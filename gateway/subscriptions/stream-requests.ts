import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import Negotiator from 'negotiator';

const streamType = 'text/event-stream';
const others = ['application/json', 'application/graphql-response+json'];

/**
 * Whether a caller would rather have a stream of events than one answer. Some clients name every media type that they know
 * for every request; they get what they name first.
 */
export function wantsEvents(accept: string | undefined): boolean {
  if (!accept?.includes(streamType)) return false;
  return new Negotiator({ headers: { accept } }).mediaType([...others, streamType]) === streamType;
}

export function wantsWebSocket(request: IncomingMessage): boolean {
  return request.headers.upgrade?.toLowerCase() === 'websocket';
}

declare module 'fastify' {
  interface RouteConstraint {
    /** Of several routes at one address, which one is for requests to be answered in this way. */
    answeredBy?: 'events' | 'websocket';
  }
}

/** Lets routes at the address of other ones take only requests that ask for a stream. */
export function distinguishStreams(app: FastifyInstance): void {
  app.addConstraintStrategy({
    name: 'answeredBy',
    storage() {
      const handlers = new Map();
      return {
        get: (way) => handlers.get(way) ?? null,
        set: (way, handler) => void handlers.set(way, handler),
      };
    },
    deriveConstraint(request) {
      if (wantsWebSocket(request)) return 'websocket';
      return wantsEvents(request.headers.accept) ? 'events' : undefined;
    },
    validate() {},
    mustMatchWhenDerived: false,
  });
}
