import type { FastifyInstance, FastifyRequest } from 'fastify';
import { giveOnceSent } from './reused-buffers.ts';
import { preferredLanguage, RequestError } from '../errors.ts';
import { readMultipartRequest } from '../files/multipart-request.ts';
import type { UploadLimits } from '../files/upload-refusal.ts';
import { forwardedAddress } from './client-address.ts';
import type { RequestOrigin, SubgraphRequest, SubgraphSource } from './subgraph-source.ts';

/** The gateway's operations are larger than a client's: one `_entities` fetch carries a representation for each row. */
const maxOperationBytes = 16 * 1024 * 1024;

/**
 * `POST /graphql` of a subgraph, for the gateway: JSON, or multipart by the GraphQL multipart request specification.
 * Spooled upload files are removed when the answer is out.
 */
export function registerGraphqlRoute(app: FastifyInstance, source: SubgraphSource, limits: UploadLimits): void {
  app.register(async (scope) => {
    scope.addContentTypeParser('multipart/form-data', (_request, _payload, done) => done(null));
    scope.post('/graphql', { bodyLimit: maxOperationBytes }, async (request, reply) => {
      const body = request.headers['content-type']?.startsWith('multipart/form-data')
        ? await readMultipartRequest(request.raw, reply.raw, { ...limits, maxFieldBytes: maxOperationBytes })
        : request.body;
      const operation = { ...operationOf(body), origin: originOf(request, forwardedAddress(request)) };
      const answer = source.executeBytes ? await source.executeBytes(operation) : await source.execute(operation);
      if (Buffer.isBuffer(answer)) giveOnceSent(answer, reply);
      return reply.type('application/json; charset=utf-8').send(answer);
    });
  });
}

function operationOf(body: unknown): Omit<SubgraphRequest, 'origin'> {
  if (!isRecord(body) || typeof body['query'] !== 'string') throw new RequestError('BAD_USER_INPUT');
  const { query, operationName, variables } = body;
  return {
    query,
    operationName: typeof operationName === 'string' ? operationName : undefined,
    variables: isRecord(variables) ? variables : undefined,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Who asks, in what language, under which request id: read from headers that clients send and the gateway forwards. */
export function originOf(request: FastifyRequest, clientAddress: string | undefined): RequestOrigin {
  return {
    clientAddress,
    requestId: request.id,
    token: bearerToken(request.headers.authorization),
    language: preferredLanguage(request.headers['accept-language']),
  };
}

/** What follows `Bearer` in an `Authorization` header, valid or not; undefined for no header and for other schemes. */
export function bearerToken(authorization: string | undefined): string | undefined {
  // As nearly everybody writes it; Node.js leaves no blanks around a header.
  if (authorization?.startsWith('Bearer ') && authorization[7] !== ' ') return authorization.slice(7);
  return /^Bearer +(.*)$/i.exec(authorization ?? '')?.[1]?.trim();
}
