import type { FastifyInstance, FastifyRequest } from 'fastify';
import { processRequest, UploadError } from 'graphql-upload-ts';
import { preferredLanguage, RequestError } from '../errors.ts';
import { uploadRefusal } from './upload-refusal.ts';
import type { RequestOrigin, SubgraphRequest, SubgraphSource } from './subgraph-source.ts';

interface GraphqlRouteLimits {
  readonly maxFileBytes: number;
  readonly maxFiles: number;
}

/** The gateway's operations are larger than a client's: one `_entities` fetch carries a representation for each row. */
const maxOperationBytes = 16 * 1024 * 1024;

/**
 * `POST /graphql` of a subgraph, for the gateway: JSON, or multipart by the GraphQL multipart request specification.
 * Spooled upload files are removed when the answer is out.
 */
export function registerGraphqlRoute(app: FastifyInstance, source: SubgraphSource, limits: GraphqlRouteLimits): void {
  app.register(async (scope) => {
    scope.addContentTypeParser('multipart/form-data', (_request, _payload, done) => done(null));
    scope.post('/graphql', { bodyLimit: maxOperationBytes }, async (request, reply) => {
      const body = request.headers['content-type']?.startsWith('multipart/form-data')
        ? await multipartBody(request, reply.raw, limits)
        : request.body;
      const result = await source.execute({ ...operationOf(body), origin: originOf(request) });
      return reply.send(result);
    });
  });
}

async function multipartBody(
  request: FastifyRequest,
  response: Parameters<typeof processRequest>[1],
  limits: GraphqlRouteLimits,
): Promise<unknown> {
  try {
    return await processRequest(request.raw, response, {
      maxFieldSize: maxOperationBytes,
      maxFileSize: limits.maxFileBytes,
      maxFiles: limits.maxFiles,
    });
  } catch (error) {
    throw error instanceof UploadError ? uploadRefusal(error, limits) : error;
  }
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

/** Who asks, in what language, under which request id: read from the headers that the gateway forwards. */
function originOf(request: FastifyRequest): RequestOrigin {
  return {
    requestId: request.id,
    token: bearerToken(request.headers.authorization),
    language: preferredLanguage(request.headers['accept-language']),
  };
}

/** What follows `Bearer` in an `Authorization` header, valid or not; undefined for no header and for other schemes. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +(.*)$/i.exec(authorization ?? '')?.[1]?.trim();
}
