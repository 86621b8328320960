import { errors, Pool, type Dispatcher } from 'undici';
import { RequestError } from '../../platform/errors.ts';
import { uploadRefusal, type UploadLimits } from '../../platform/files/upload-refusal.ts';
import type { Logger } from '../../platform/logging.ts';
import { clientAddressHeader } from '../../platform/serving/graphql-route.ts';
import type { SubgraphRequest, SubgraphSource } from '../../platform/serving/subgraph-source.ts';
import { collectAnswer, type Answer } from './answer-collector.ts';
import { parseAnswer } from './parse-answer.ts';
import { multipartRequest, takeUploads, type PlacedUpload } from './multipart-request.ts';

export interface HttpSourceOptions {
  readonly name: string;
  /** The subgraph's private GraphQL address. */
  readonly url: string;
  readonly timeouts: {
    readonly connectMs: number;
    /** For the whole answer; with uploads, for the silence after the last byte that was sent. */
    readonly answerMs: number;
  };
  /** An answer longer than this is refused: it would be parsed in one piece. 64 MiB where left out. */
  readonly maxAnswerBytes?: number;
  readonly uploadLimits: UploadLimits;
  readonly logger: Logger;
}

export interface HttpSource extends SubgraphSource {
  /** Rejects unless the subgraph answers a trivial query. */
  ping(): Promise<void>;
  /** Finishes what is under way, then closes the connections. */
  close(): Promise<void>;
}

/** A subgraph behind HTTP, over connections that are kept. */
export function createHttpSource(options: HttpSourceOptions): HttpSource {
  const { name, timeouts, logger, maxAnswerBytes = 64 * 1024 * 1024 } = options;
  const url = new URL(options.url);
  const answerLimits = { ms: timeouts.answerMs, bytes: maxAnswerBytes };
  const pool = new Pool(url.origin, {
    connect: { timeout: timeouts.connectMs },
    headersTimeout: timeouts.answerMs,
    bodyTimeout: timeouts.answerMs,
  });

  async function answer(request: SubgraphRequest, representations?: readonly string[]): Promise<Answer> {
    const { origin, query, operationName } = request;
    const headers: Record<string, string> = {
      accept: 'application/graphql-response+json, application/json',
      'accept-language': origin.language,
      'x-request-id': origin.requestId,
      ...(origin.clientAddress !== undefined && { [clientAddressHeader]: origin.clientAddress }),
      ...(origin.token !== undefined && { authorization: `Bearer ${origin.token}` }),
    };
    const { variables, uploads } = takeUploads(request.variables);
    const operation = JSON.stringify({ query, operationName, variables });
    if (representations) return sendJson(headers, withRepresentations(operation, representations));
    return uploads.length === 0 ? sendJson(headers, operation) : sendMultipart(headers, operation, uploads);
  }

  function sendJson(headers: Record<string, string>, operation: string | Buffer): Promise<Answer> {
    headers['content-type'] = 'application/json';
    return collectAnswer(pool, { path: url.pathname, method: 'POST', headers, body: operation }, answerLimits);
  }

  async function sendMultipart(
    headers: Record<string, string>,
    operation: string,
    uploads: readonly PlacedUpload[],
  ): Promise<Answer> {
    const { contentType, body, uploadFailure } = multipartRequest(operation, uploads);
    try {
      const response = await pool.request({
        path: url.pathname,
        method: 'POST',
        // A subgraph that guards itself against cross-site requests takes multipart only with this header.
        headers: { ...headers, 'content-type': contentType, 'apollo-require-preflight': 'true' },
        body,
      });
      return await readAnswer(response);
    } catch (error) {
      const failure = uploadFailure();
      throw failure === undefined ? error : uploadRefusal(failure, options.uploadLimits);
    } finally {
      // A subgraph may answer before it has taken every file: nothing else would let go of the ones that are left.
      body.destroy();
    }
  }

  async function readAnswer(response: Dispatcher.ResponseData): Promise<Answer> {
    return { status: response.statusCode, bytes: await readBounded(response.body, maxAnswerBytes) };
  }

  /** Reads an answer, once the subgraph gave one. */
  async function exchange<T>(
    request: SubgraphRequest,
    representations: readonly string[] | undefined,
    read: (answer: Answer) => T,
  ): Promise<T> {
    try {
      return read(
        await answer(request, representations).catch((error: unknown) => {
          // A kept connection may be closed by the other end just as it is used again. Reading twice does no harm.
          if (isReset(error) && isQuery(request.query)) return answer(request, representations);
          throw error;
        }),
      );
    } catch (error) {
      if (error instanceof RequestError) throw error;
      logger.warn({ err: error, subgraph: name, requestId: request.origin.requestId }, 'no answer from a subgraph');
      throw new RequestError('SUBGRAPH_UNAVAILABLE', undefined, { cause: error });
    }
  }

  return {
    name,
    execute: (request) =>
      exchange(request, undefined, ({ status, bytes }) => parseAnswer(status, bytes.toString('utf8'))),
    executeBytes: (request, representations) =>
      exchange(request, representations, ({ status, bytes }) => {
        if (status >= 500) throw new Error(`status ${status}: ${bytes.toString('utf8', 0, 500)}`);
        return bytes;
      }),
    async ping() {
      const origin = { requestId: 'ping', token: undefined, language: 'en' } as const;
      const { status, bytes } = await answer({ query: '{__typename}', origin });
      parseAnswer(status, bytes.toString('utf8'));
    },
    async close() {
      await pool.close();
    },
  };
}

/** Puts representations, one character a byte, into the variables of an operation. */
function withRepresentations(operation: string, representations: readonly string[]): Buffer {
  const isAlone = operation.endsWith('"variables":{}}');
  return Buffer.concat([
    Buffer.from(`${operation.slice(0, -2)}${isAlone ? '' : ','}"representations":[`),
    Buffer.from(representations.join(','), 'latin1'),
    Buffer.from(']}}'),
  ]);
}

function isQuery(query: string): boolean {
  return !/^\s*mutation\b/.test(query);
}

function isReset(error: unknown): boolean {
  if (error instanceof errors.SocketError) return true;
  return error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

async function readBounded(body: Dispatcher.ResponseData['body'], maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) throw new Error('a body that is not bytes');
    size += chunk.length;
    if (size > maxBytes) throw new Error(`the answer is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  const [only = Buffer.alloc(0), ...more] = chunks;
  return more.length === 0 ? only : Buffer.concat(chunks, size);
}
