import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readMultipartRequest } from '../../platform/files/multipart-request.ts';
import type { UploadLimits } from '../../platform/files/upload-refusal.ts';
import type { Logger } from '../../platform/logging.ts';
import { originOf } from '../../platform/serving/graphql-route.ts';
import { registerCompression } from '../../platform/serving/compression.ts';
import { giveOnceSent } from '../../platform/serving/reused-buffers.ts';
import type { VerifyToken } from '../../platform/tokens/principal.ts';
import { recordOperation } from '../execution/operation-record.ts';
import { createContext } from '../execution/request-context.ts';
import type { SupergraphServer } from '../execution/supergraph-server.ts';
import type { Admit } from './admission.ts';
import { answerByApollo } from './apollo-lane.ts';
import { authenticate, callerOf, registerPrincipals } from './authentication.ts';
import { sendCacheable } from './cacheable-answer.ts';
import { graphqlErrorHandler } from './error-answer.ts';
import { assertAcceptsJson, assertNotForged, notInOneAnswer, readGraphqlRequest } from './graphql-request.ts';
import { answerMediaType } from './media-type.ts';

interface GraphqlEndpointOptions {
  readonly supergraph: SupergraphServer;
  readonly verify: VerifyToken;
  readonly admit: Admit;
  readonly limits: UploadLimits & { readonly maxBodyBytes: number };
  /** Where clients learn which authorization servers to ask for a token. */
  readonly resourceMetadataUrl: string;
  readonly logger: Logger;
  /** What a browser that opens the address is shown; null where there is nothing for people. */
  readonly page: ((request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) | null;
}

/** `/graphql`: GraphQL over HTTP, uploads by the GraphQL multipart request specification, and a page for people. */
export function registerGraphqlEndpoint(app: FastifyInstance, options: GraphqlEndpointOptions): void {
  const { verify, admit, limits, logger, page } = options;
  const { apollo, operations } = options.supergraph;
  app.register(async (scope) => {
    // Only what the GraphQL over HTTP specification names; Fastify would take plain text, too.
    scope.removeContentTypeParser('text/plain');
    scope.addContentTypeParser('multipart/form-data', (_request, _payload, done) => done(null));
    await registerCompression(scope, /^application\/(graphql-response\+)?json/);
    registerPrincipals(scope);
    scope.setErrorHandler(graphqlErrorHandler(limits, options.resourceMetadataUrl));
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
      },
      async handler(request, reply) {
        if (page && isForPeople(request)) return page(request, reply);
        reply.header('cache-control', 'no-store');
        return answer(request, reply);
      },
    });
  });

  /** By the short lane where the operation is compiled and all is as expected, and by Apollo Server otherwise. */
  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const asked = await admit(callerOf(request), readGraphqlRequest(request));
    if (asked.kind === 'subscription') throw notInOneAnswer();
    const origin = originOf(request, request.ip);
    const finished = recordOperation(origin, logger);
    const operation = operations.find(asked.query, asked.operationName);
    const mayRun = operation && (operation.kind === 'query' || asked.method === 'POST');
    const outcome = mayRun ? await operation.runBytes(asked.variables, origin) : null;
    if (operation && outcome && 'answer' in outcome) {
      finished(operation);
      giveOnceSent(outcome.answer, reply);
      reply.type(answerMediaType(request.headers.accept) ?? '');
      if (asked.method === 'POST') return reply.send(outcome.answer);
      return sendCacheable(request, reply, outcome.answer, operation.cacheControl);
    }
    const received = outcome && 'received' in outcome ? outcome.received : undefined;
    const context = createContext(origin, finished, received);
    return answerByApollo(apollo, request, asked, context, reply);
  }

  function isForPeople(request: FastifyRequest): boolean {
    return page !== null && request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
  }
}
