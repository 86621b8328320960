import { RequestError } from '../../platform/errors.ts';
import type { UploadLimits } from '../../platform/files/upload-refusal.ts';
import type { Logger } from '../../platform/logging.ts';
import { clientAddressHeader } from '../../platform/serving/client-address.ts';
import type { RequestOrigin, SubgraphRequest, SubgraphSource } from '../../platform/serving/subgraph-source.ts';
import { createBoundedMemory } from '../bounded-memory.ts';
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

/** Of the texts of fetches: those that are sent again and again are made ready once. */
const maxRememberedCharacters = 8 * 1024 * 1024;

/** A subgraph behind HTTP, over connections that are kept. */
export function createHttpSource(options: HttpSourceOptions): HttpSource {
  const { name, timeouts, logger, maxAnswerBytes = 64 * 1024 * 1024 } = options;
  const url = new URL(options.url);
  const connections = new KeptConnections(url, { ...timeouts, maxAnswerBytes });
  const uploadSender = createUploadSender(url, { timeouts, maxAnswerBytes, uploadLimits: options.uploadLimits });
  const beginnings = createBoundedMemory<{ readonly operationName: string | undefined; readonly text: string }>(
    maxRememberedCharacters,
  );
  const head = `POST ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\ncontent-type: application/json`;

  /** @param operation JSON, one character a byte */
  async function sendJson({ query, origin }: SubgraphRequest, operation: string): Promise<Answer> {
    const text = `${head}${originLines(origin)}\r\ncontent-length: ${operation.length}\r\n\r\n${operation}`;
    try {
      return await connections.send(text);
    } catch (error) {
      // A kept connection may be closed by the other end just as it is used again. Reading twice does no harm.
      if (error instanceof ConnectionLost && isQuery(query)) return connections.send(text);
      throw error;
    }
  }

  /** The JSON of an operation, up to its variables. */
  function beginningOf({ query, operationName }: SubgraphRequest): string {
    const known = beginnings.get(query);
    if (known && known.operationName === operationName) return known.text;
    const text = byteString(`${JSON.stringify({ query, operationName }).slice(0, -1)},"variables":`);
    beginnings.set(query, { operationName, text }, text.length);
    return text;
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
      const variables = byteString(JSON.stringify(request.variables ?? {}));
      const sent = representations ? withRepresentations(variables, representations) : variables;
      try {
        const { status, bytes } = await sendJson(request, `${beginningOf(request)}${sent}}`);
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

/** One request's fetches tell the same. */
const knownLines = new WeakMap<RequestOrigin, string>();

/** As lines, each of which begins with the line break. */
function originLines(origin: RequestOrigin): string {
  const known = knownLines.get(origin);
  if (known !== undefined) return known;
  let lines = '';
  for (const [name, value] of originFields(origin)) {
    if (notInField.test(value)) throw new Error(`${name} holds what no header may hold`);
    lines += `\r\n${name}: ${value}`;
  }
  knownLines.set(origin, lines);
  return lines;
}

/** UTF-8 with one character a byte, as connections take it: they write head and body in one go. */
function byteString(text: string): string {
  return isAscii(text) ? text : Buffer.from(text).toString('latin1');
}

/** Puts representations among variables. */
function withRepresentations(variables: string, representations: readonly string[]): string {
  const before = variables === '{}' ? '{' : `${variables.slice(0, -1)},`;
  return `${before}"representations":[{${representations.join('},{')}}]}`;
}

function isQuery(query: string): boolean {
  return !/^\s*mutation\b/.test(query);
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}
