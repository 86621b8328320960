import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorCodes, RequestError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logging.ts';
import { bearerToken, originOf } from '../../platform/serving/graphql-route.ts';
import type { VerifyToken } from '../../platform/tokens/principal.ts';
import { authenticate, registerPrincipals } from '../http/authentication.ts';
import { graphqlErrorHandler } from '../http/error-answer.ts';
import { assertNotForged, readGraphqlRequest } from '../http/graphql-request.ts';
import type { AnswerStream } from './answer-stream.ts';
import { EventStream } from './event-stream.ts';
import type { OpenConnections } from './open-connections.ts';
import { presentInvalid, presentRefusal } from './present-errors.ts';
import type { GiveBack, StreamCounts } from './stream-counts.ts';
import { countAnswer } from './stream-metrics.ts';
import { InvalidOperation } from './stream-operations.ts';
import type { Subscribe } from './subscribe.ts';

export interface StreamEndpointOptions {
  readonly verify: VerifyToken;
  readonly subscribe: Subscribe;
  readonly connections: OpenConnections;
  readonly counts: StreamCounts;
  readonly publicUrl: string;
  readonly allowedOrigins: readonly string[];
  readonly maxBodyBytes: number;
  /** Whether errors may guess what a misspelt name was meant to be. */
  readonly suggestions: boolean;
  readonly resourceMetadataUrl: string;
  readonly logger: Logger;
}

/**
 * `GET` and `POST /graphql` for callers that accept `text/event-stream`: GraphQL over Server-Sent Events, distinct connections
 * mode. What is refused before there is an operation is refused as anywhere else, by HTTP; what is wrong with the operation
 * is an event, since not every client can read the body of another status.
 */
export function registerSseEndpoint(app: FastifyInstance, options: StreamEndpointOptions): void {
  const { verify, subscribe, connections, counts, logger } = options;
  app.register(async (scope) => {
    scope.removeContentTypeParser('text/plain');
    registerPrincipals(scope);
    scope.setErrorHandler(graphqlErrorHandler(options, options.resourceMetadataUrl));
    scope.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      constraints: { answeredBy: 'events' },
      bodyLimit: options.maxBodyBytes,
      async onRequest(request) {
        assertNotForged(request);
        await authenticate(request, verify);
      },
      async handler(request, reply) {
        const giveBack = counts.takeConnection(request.ip);
        try {
          await answer(request, reply, giveBack);
        } catch (error) {
          giveBack();
          throw error;
        }
        return reply;
      },
    });
    scope.route({
      // Of single connection mode: the reservation of a stream, and the end of one of its operations.
      method: ['PUT', 'DELETE'],
      url: '/graphql',
      handler: async (request, reply) =>
        reply
          .code(405)
          .header('allow', 'GET, HEAD, POST')
          .send(presentRefusal('BAD_USER_INPUT', distinctConnectionsOnly, originOf(request, request.ip))),
    });
  });

  async function answer(request: FastifyRequest, reply: FastifyReply, giveBack: GiveBack): Promise<void> {
    const { principal } = request;
    // Nobody who is not signed in has anything to follow.
    if (!principal) throw new RequestError('UNAUTHENTICATED');
    const origin = originOf(request, request.ip);
    const opening = subscribe(
      { principal, address: request.ip, origin, transport: 'sse' },
      readGraphqlRequest(request),
    );
    const opened = await opening.catch((error: unknown) => {
      if (error instanceof InvalidOperation) return presentInvalid(error, options);
      throw error;
    });
    reply.hijack();
    const events = new EventStream(reply.raw, definite(reply.getHeaders()));
    if ('errors' in opened) {
      giveBack();
      await events.next({ json: JSON.stringify(opened) });
      return events.complete();
    }
    const forget = connections.add({
      token: bearerToken(request.headers.authorization),
      beat: () => events.beat(),
      end: (why) => opened.end(why),
    });
    reply.raw.on('close', () => {
      forget();
      giveBack();
      opened.end('client');
    });
    void send(opened, events, request);
  }

  async function send(stream: AnswerStream, events: EventStream, request: FastifyRequest): Promise<void> {
    const origin = originOf(request, request.ip);
    try {
      for await (const next of stream) {
        await events.next(next);
        countAnswer('sse');
      }
    } catch (error) {
      logger.error({ err: error, requestId: request.id }, 'a stream failed');
    }
    if (stream.endedBy === 'client') return;
    if (stream.endedBy === 'stopping') return events.breakOff();
    if (stream.endedBy === 'unauthenticated' || stream.endedBy === 'failed') {
      const code = stream.endedBy === 'failed' ? 'INTERNAL_SERVER_ERROR' : 'UNAUTHENTICATED';
      await events.next({ json: JSON.stringify(presentRefusal(code, errorCodes[code], origin)) });
    }
    events.complete();
  }
}

function definite(headers: ReturnType<FastifyReply['getHeaders']>): Record<string, string | string[] | number> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

const distinctConnectionsOnly = {
  vi: 'Mỗi luồng dùng một kết nối riêng. Hãy đặt “singleConnection: false”, hoặc dùng WebSocket để gộp nhiều luồng vào một kết nối.',
  en: 'Each stream takes a connection of its own. Set “singleConnection: false”, or have several on one connection by WebSocket.',
};
