import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { preferredLanguage } from '../../platform/errors.ts';
import { readMultipartRequest } from '../../platform/files/multipart-request.ts';
import type { UploadLimits } from '../../platform/files/upload-refusal.ts';
import { bearerToken } from '../../platform/serving/graphql-route.ts';
import type { VerifyToken } from '../../platform/tokens/principal.ts';
import { createContext, type GatewayContext } from '../execution/request-context.ts';
import { authenticate } from './authentication.ts';
import { graphqlErrorHandler } from './error-answer.ts';
import { assertAcceptsJson, assertGraphqlRequest, assertNotForged } from './graphql-request.ts';

interface GraphqlEndpointOptions {
  readonly server: ApolloServer<GatewayContext>;
  readonly verify: VerifyToken;
  readonly limits: UploadLimits & { readonly maxBodyBytes: number };
  /** Where clients learn which authorization servers to ask for a token. */
  readonly resourceMetadataUrl: string;
  /** What a browser that opens the address is shown; null where there is nothing for people. */
  readonly page: ((request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) | null;
}

/** `/graphql`: GraphQL over HTTP, uploads by the GraphQL multipart request specification, and a page for people. */
export function registerGraphqlEndpoint(app: FastifyInstance, options: GraphqlEndpointOptions): void {
  const { server, verify, limits, page } = options;
  app.register(async (scope) => {
    // Only what the GraphQL over HTTP specification names; Fastify would take plain text, too.
    scope.removeContentTypeParser('text/plain');
    scope.addContentTypeParser('multipart/form-data', (_request, _payload, done) => done(null));
    scope.setErrorHandler(graphqlErrorHandler(limits, options.resourceMetadataUrl));
    const contexts = new WeakMap<FastifyRequest, GatewayContext>();
    const handler = fastifyApolloHandler<GatewayContext>(server, {
      context: async (request) => {
        const context = createContext({
          requestId: request.id,
          token: bearerToken(request.headers.authorization),
          language: preferredLanguage(request.headers['accept-language']),
        });
        contexts.set(request, context);
        return context;
      },
    });
    // Apollo Server prints nothing where the answer is bytes already.
    scope.addHook('onSend', async (request, reply, payload) => {
      const answer = payload === '' ? contexts.get(request)?.printed.answer?.take() : undefined;
      if (!answer) return payload;
      reply.header('content-length', answer.length);
      return answer;
    });
    scope.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      bodyLimit: limits.maxBodyBytes,
      async onRequest(request) {
        if (isForPeople(request)) return;
        assertNotForged(request);
        assertAcceptsJson(request.headers.accept);
        // Before the body is read: nobody with a bad token gets to upload anything.
        await authenticate(request, verify);
      },
      async preValidation(request, reply) {
        if (isForPeople(request)) return;
        if (request.headers['content-type']?.startsWith('multipart/form-data')) {
          request.body = await readMultipartRequest(request.raw, reply.raw, {
            ...limits,
            maxFieldBytes: limits.maxBodyBytes,
          });
        }
        assertGraphqlRequest(request);
      },
      async handler(request, reply) {
        if (page && isForPeople(request)) return page(request, reply);
        reply.header('cache-control', 'no-store');
        return handler.call(scope, request, reply);
      },
    });
  });

  function isForPeople(request: FastifyRequest): boolean {
    return page !== null && request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
  }
}
