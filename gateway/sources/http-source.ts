import { RequestError } from '../../platform/errors.ts';
import type { UploadLimits } from '../../platform/files/upload-refusal.ts';
import type { Logger } from '../../platform/logging.ts';
import { clientAddressHeader } from '../../platform/serving/client-address.ts';
import type { RequestOrigin, SubgraphRequest, SubgraphSource } from '../../platform/serving/subgraph-source.ts';
import { ConnectionLost, KeptConnections, type Answer } from './kept-connections.ts';
import { parseAnswer } from './parse-answer.ts';
import { takeUploads } from './multipart-request.ts';
import { createUploadSender } from './upload-sender.ts';

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
  const connections = new KeptConnections(url, { ...timeouts, maxAnswerBytes });
  const uploadSender = createUploadSender(url, { timeouts, maxAnswerBytes, uploadLimits: options.uploadLimits });
  const head = `POST ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\ncontent-type: application/json`;

  /** @param operation JSON, one character a byte */
  async function sendJson({ query, origin }: SubgraphRequest, operation: string): Promise<Answer> {
    const text = `${head}${linesOf(originFields(origin))}\r\ncontent-length: ${operation.length}\r\n\r\n${operation}`;
    try {
      return await connections.send(text);
    } catch (error) {
      // A kept connection may be closed by the other end just as it is used again. Reading twice does no harm.
      if (error instanceof ConnectionLost && isQuery(query)) return connections.send(text);
      throw error;
    }
  }

  async function answer(request: SubgraphRequest): Promise<Answer> {
    const { query, operationName, origin } = request;
    const { variables, uploads } = takeUploads(request.variables);
    const operation = JSON.stringify({ query, operationName, variables });
    if (uploads.length === 0) return sendJson(request, byteString(operation));
    return uploadSender.send(Object.fromEntries(originFields(origin)), operation, uploads);
  }

  function unavailable(error: unknown, { origin }: SubgraphRequest): RequestError {
    if (error instanceof RequestError) return error;
    logger.warn({ err: error, subgraph: name, requestId: origin.requestId }, 'no answer from a subgraph');
    return new RequestError('SUBGRAPH_UNAVAILABLE', undefined, { cause: error });
  }

  return {
    name,
    async execute(request) {
      try {
        const { status, bytes } = await answer(request);
        return parseAnswer(status, bytes.toString('utf8'));
      } catch (error) {
        throw unavailable(error, request);
      }
    },
    async executeBytes(request, representations) {
      const { query, operationName, variables } = request;
      const operation = byteString(JSON.stringify({ query, operationName, variables }));
      try {
        const sent = representations ? withRepresentations(operation, representations) : operation;
        const { status, bytes } = await sendJson(request, sent);
        if (status >= 500) throw new Error(`status ${status}: ${bytes.toString('utf8', 0, 500)}`);
        return bytes;
      } catch (error) {
        throw unavailable(error, request);
      }
    },
    async ping() {
      const origin = { requestId: 'ping', token: undefined, language: 'en' } as const;
      const { status, bytes } = await answer({ query: '{__typename}', origin });
      parseAnswer(status, bytes.toString('utf8'));
    },
    async close() {
      await Promise.all([connections.close(), uploadSender.close()]);
    },
  };
}

const acceptedTypes = 'application/graphql-response+json, application/json';

/** What a subgraph is told of where a request came from. */
function originFields({
  requestId,
  language,
  clientAddress,
  token,
}: RequestOrigin): readonly (readonly [string, string])[] {
  const fields: (readonly [string, string])[] = [
    ['accept', acceptedTypes],
    ['accept-language', language],
    ['x-request-id', requestId],
  ];
  if (clientAddress !== undefined) fields.push([clientAddressHeader, clientAddress]);
  if (token !== undefined) fields.push(['authorization', `Bearer ${token}`]);
  return fields;
}

/** Anything else could end the line, and begin another header or another request (RFC 9110, section 5.5). */
const notInField = /[^\t\x20-\x7e\x80-\xff]/;

/** As lines, each of which begins with the line break. */
function linesOf(fields: readonly (readonly [string, string])[]): string {
  let text = '';
  for (const [name, value] of fields) {
    if (notInField.test(value)) throw new Error(`${name} holds what no header may hold`);
    text += `\r\n${name}: ${value}`;
  }
  return text;
}

/** UTF-8 with one character a byte, as connections take it: they write head and body in one go. */
function byteString(text: string): string {
  return isAscii(text) ? text : Buffer.from(text).toString('latin1');
}

/** Puts representations into the variables of an operation. */
function withRepresentations(operation: string, representations: readonly string[]): string {
  const isAlone = operation.endsWith('"variables":{}}');
  return `${operation.slice(0, -2)}${isAlone ? '' : ','}"representations":[{${representations.join('},{')}}]}}`;
}

function isQuery(query: string): boolean {
  return !/^\s*mutation\b/.test(query);
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}
