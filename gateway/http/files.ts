import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Agent, type Dispatcher } from 'undici';
import { RequestError } from '../../platform/errors.ts';
import { clientAddressHeader } from '../../platform/serving/client-address.ts';

interface FilesOptions {
  /** By subgraph, its private origin; a function, because in one process it is known only once the subgraph listens. */
  readonly origins: Readonly<Record<string, () => string>>;
  readonly timeouts: { readonly connectMs: number; readonly answerMs: number };
}

const requestHeaders = [
  'accept',
  'accept-encoding',
  'accept-language',
  'range',
  'if-range',
  'if-none-match',
  'if-modified-since',
];

/** Hop-by-hop (RFC 9110, 7.6.1), or about the subgraph and not about the file. */
const withheldHeaders = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'set-cookie',
  'server',
  'x-powered-by',
  'x-request-id',
]);

/**
 * `/files/{subgraph}/…` and `/reports/{subgraph}/…`: the signed addresses that a subgraph gives out for its files and for what
 * it exports, streamed from where they are.
 * The address is the authorization, so neither token nor cookie goes along.
 */
export function registerFiles(app: FastifyInstance, options: FilesOptions): void {
  const agent = new Agent({
    connect: { timeout: options.timeouts.connectMs },
    headersTimeout: options.timeouts.answerMs,
    bodyTimeout: options.timeouts.answerMs,
  });
  app.addHook('onClose', async () => agent.close());

  app.route<{ Params: { subgraph: string } }>({
    method: ['GET', 'HEAD'],
    url: '/:kind(^files|reports$)/:subgraph/*',
    async handler(request, reply) {
      const origins = new Map(Object.entries(options.origins));
      const origin = origins.get(request.params.subgraph);
      const path = filePath(request);
      if (!origin || path === null) throw new RequestError('NOT_FOUND');
      let response: Dispatcher.ResponseData;
      try {
        response = await agent.request({
          origin: origin(),
          path,
          method: request.method === 'HEAD' ? 'HEAD' : 'GET',
          headers: forwarded(request),
        });
      } catch (error) {
        request.log.warn({ err: error, requestId: request.id }, 'no answer from where files are kept');
        throw new RequestError('SUBGRAPH_UNAVAILABLE', undefined, { cause: error });
      }
      return send(request, reply, response);
    },
  });
}

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  response: Dispatcher.ResponseData,
): Promise<FastifyReply> {
  const { statusCode, headers, body } = response;
  if (statusCode >= 500 || (statusCode >= 300 && statusCode !== 304 && statusCode < 400)) {
    await body.dump();
    request.log.warn({ statusCode, requestId: request.id }, 'a failure where files are kept');
    throw new RequestError('SUBGRAPH_UNAVAILABLE');
  }
  const isJson = String(headers['content-type'] ?? '').startsWith('application/json');
  if (statusCode >= 400 && statusCode !== 416 && !isJson) {
    await body.dump();
    throw new RequestError(statusCode === 403 ? 'FORBIDDEN' : 'NOT_FOUND');
  }
  reply.code(statusCode);
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !withheldHeaders.has(name)) reply.header(name, value);
  }
  if (request.method === 'HEAD') {
    await body.dump();
    return reply.send('');
  }
  return reply.send(body);
}

/** The path as it came, still percent-encoded; null where a segment would lead out of the subgraph's files. */
function filePath(request: FastifyRequest): string | null {
  const [path = ''] = request.url.split('?');
  const leadsOut = path.split('/').some((segment) => {
    try {
      const name = decodeURIComponent(segment);
      return name === '.' || name === '..' || /[/\\\0]/.test(name);
    } catch {
      return true;
    }
  });
  return leadsOut ? null : path;
}

function forwarded(request: FastifyRequest): Record<string, string> {
  const headers: Record<string, string> = { 'x-request-id': request.id, [clientAddressHeader]: request.ip };
  for (const name of requestHeaders) {
    const value = request.headers[name];
    if (typeof value === 'string') headers[name] = value;
  }
  return headers;
}
