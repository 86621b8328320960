import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../../platform/logging.ts';

/** How slow a client may be. A connection costs little, but ten thousand that never end cost the gateway. */
export interface ClientPatience {
  /** For the headers of a request. */
  readonly headersMs: number;
  /** For a body without files, which is short. */
  readonly bodyMs: number;
  /** How often the pace of files and answers is looked at. */
  readonly paceMs: number;
  /** The least that an upload brings, and a client takes of an answer that waits for it, between two such looks. */
  readonly paceBytes: number;
}

/** Ends even an upload that keeps its pace. */
const longestUploadMs = 60 * 60_000;

/** The part of it that the HTTP server itself sees to: `headersMs`, and an end to everything. */
export function serverTimeouts({ headersMs }: ClientPatience): {
  readonly requestTimeout: number;
  readonly http: { readonly headersTimeout: number; readonly connectionsCheckingInterval: number };
} {
  return {
    requestTimeout: longestUploadMs,
    http: { headersTimeout: headersMs, connectionsCheckingInterval: Math.min(5000, headersMs) },
  };
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly bodyMustEndAt: number;
  /** What the connection had carried at the last look; undefined before the first. */
  carried?: { readonly read: number; readonly written: number; readonly at: number };
}

/** Hangs up on clients that send or take too slowly. */
export function registerSlowClients(app: FastifyInstance, patience: ClientPatience, logger: Logger): void {
  // By connection, which has one at a time; null in between. Keyed by request, the map would need a new table all the time,
  // and `gathered-writes.ts` tells what that costs.
  const exchanges = new Map<Socket, Exchange | null>();

  function tooSlow(exchange: Exchange, now: number): boolean {
    const { request, reply } = exchange;
    const { socket, raw } = request;
    if (!raw.complete && now > exchange.bodyMustEndAt) return true;
    const before = exchange.carried;
    if (before && now - before.at < patience.paceMs) return false;
    const carried = { read: socket.bytesRead, written: socket.bytesWritten - socket.writableLength, at: now };
    exchange.carried = carried;
    if (!before) return false;
    if (!raw.complete) return carried.read - before.read < patience.paceBytes;
    const waiting = reply.raw.writableLength + socket.writableLength;
    return waiting >= patience.paceBytes && carried.written - before.written < patience.paceBytes;
  }

  function look(): void {
    const now = performance.now();
    for (const [socket, exchange] of exchanges) {
      if (!exchange || socket.destroyed || !tooSlow(exchange, now)) continue;
      logger.info({ requestId: exchange.request.id }, 'a client was too slow');
      if (!exchange.reply.raw.headersSent) socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
      socket.destroy();
    }
  }

  const looking = setInterval(look, Math.min(1000, patience.paceMs / 2, patience.bodyMs / 2)).unref();
  app.addHook('onClose', async () => clearInterval(looking));
  app.addHook('onRequest', (request, reply, done) => {
    const now = performance.now();
    const carriesFiles = request.headers['content-type']?.startsWith('multipart/form-data') === true;
    const { socket } = request;
    if (!exchanges.has(socket)) socket.once('close', () => exchanges.delete(socket));
    exchanges.set(socket, {
      request,
      reply,
      bodyMustEndAt: now + (carriesFiles ? longestUploadMs : patience.bodyMs),
    });
    done();
  });
  app.addHook('onResponse', (request, _reply, done) => {
    const { socket } = request;
    // A client that sends ahead may have begun the next one.
    if (exchanges.get(socket)?.request === request) exchanges.set(socket, null);
    done();
  });
}
