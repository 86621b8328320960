import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { RequestError } from '../../platform/errors.ts';
import { originOf } from '../../platform/serving/graphql-route.ts';
import { graphqlErrorHandler } from '../http/error-answer.ts';
import type { StreamEndpointOptions } from './sse-endpoint.ts';
import { createWebSocketProtocol } from './websocket-protocol.ts';
import { closeCodes, WebSocketSession } from './websocket-session.ts';
import { routeUpgrades } from './websocket-upgrade.ts';

interface WebSocketEndpointOptions extends StreamEndpointOptions {
  readonly schema: GraphQLSchema;
}

/**
 * WebSockets at `/graphql`, for the protocol `graphql-transport-ws`. No cookie counts here, so a foreign page that connects
 * gains nothing; it is refused all the same, like any other request of a page that is not listed.
 */
export function registerWebSocketEndpoint(app: FastifyInstance, options: WebSocketEndpointOptions): void {
  const { connections, counts, logger, maxBodyBytes } = options;
  const origins = new Set([new URL(options.publicUrl).origin, ...options.allowedOrigins]);
  const protocol = createWebSocketProtocol(options);
  // Compression would take some hundred kB for each connection.
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: maxBodyBytes,
    handleProtocols,
  });
  const upgrade = routeUpgrades(app, server);

  app.register(async (scope) => {
    scope.setErrorHandler(graphqlErrorHandler(options, options.resourceMetadataUrl));
    scope.route({
      method: 'GET',
      url: '/graphql',
      constraints: { answeredBy: 'websocket' },
      async onRequest({ headers: { origin } }) {
        if (origin !== undefined && !origins.has(origin)) throw new RequestError('FORBIDDEN', foreignPage);
      },
      async handler(request, reply) {
        const giveBack = counts.takeConnection(request.ip);
        request.raw.socket.once('close', giveBack);
        upgrade(request, reply, (socket) => converse(socket, request));
        return reply;
      },
    });
  });

  function converse(socket: WebSocket, request: FastifyRequest): void {
    const session = new WebSocketSession(socket, originOf(request, request.ip), request.ip);
    const forget = connections.add(session);
    // Such as a message that is too long; the connection is closed for it.
    socket.on('error', (error) => logger.info({ err: error, requestId: request.id }, 'a WebSocket failed'));
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        // Resolves when it has left this process, so that nothing is asked for that a slow client cannot take yet.
        send: (message) =>
          new Promise((resolve, reject) => socket.send(message, (error) => (error ? reject(error) : resolve()))),
        close: (code, reason) => socket.close(code, reason),
        onMessage(hear) {
          socket.on('message', (message) => {
            hear(textOf(message)).catch((error: unknown) => {
              // What cannot be sent any more was on its way when the connection ended.
              if (socket.readyState !== socket.OPEN) return;
              logger.error({ err: error, requestId: request.id }, 'a WebSocket failed');
              session.close(closeCodes.failed, 'INTERNAL_SERVER_ERROR', 'failed');
            });
          });
        },
      },
      session,
    );
    socket.once('close', (code, reason) => {
      forget();
      void closed(code, String(reason));
    });
  }
}

function textOf(message: RawData): string {
  if (Array.isArray(message)) return Buffer.concat(message).toString();
  return Buffer.from(message instanceof ArrayBuffer ? new Uint8Array(message) : message).toString();
}

const foreignPage = {
  vi: 'Trang web này không được phép kết nối. Hãy nhờ quản trị thêm địa chỉ của trang vào CORS_ORIGINS.',
  en: 'This page may not connect. Ask the administrator to add its origin to CORS_ORIGINS.',
};
