import { ServerResponse, type IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WebSocket, WebSocketServer } from 'ws';

/** Turns the request of a route into a WebSocket; where the handshake is not one, the caller has been told, and is gone. */
export type Upgrade = (request: FastifyRequest, reply: FastifyReply, opened: (socket: WebSocket) => void) => void;

/**
 * Has requests that want a WebSocket routed like all others, so that they get an id, a client address, the same refusals and
 * the same watch over slow clients.
 */
export function routeUpgrades(app: FastifyInstance, server: WebSocketServer): Upgrade {
  const heads = new WeakMap<IncomingMessage, Buffer>();

  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Of a server that listens on a port, and not on anything stranger.
    if (!(socket instanceof Socket)) return void socket.destroy();
    socket.on('error', () => undefined);
    heads.set(request, head);
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket);
    response.on('finish', () => socket.end());
    app.routing(request, response);
  });

  return ({ raw }, reply, opened) => {
    reply.hijack();
    const { socket } = raw;
    reply.raw.detachSocket(socket);
    server.handleUpgrade(raw, socket, heads.get(raw) ?? Buffer.alloc(0), opened);
  };
}
