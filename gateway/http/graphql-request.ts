import type { FastifyRequest } from 'fastify';
import { RequestError } from '../../platform/errors.ts';
import { answerMediaType } from './media-type.ts';

/**
 * Pages of other origins can send none of these without a preflight, which this server never grants. A bearer token also
 * proves that somebody meant it: unlike a cookie, no browser adds one by itself.
 */
const preflightHeaders = ['apollo-require-preflight', 'x-apollo-operation-name', 'authorization'];

/**
 * @throws RequestError where a page of another origin could have sent the request without the browser asking first.
 */
export function assertNotForged(request: FastifyRequest): void {
  const { headers } = request;
  if (preflightHeaders.some((name) => headers[name] !== undefined && headers[name] !== '')) return;
  if (request.method === 'POST' && mediaType(headers['content-type']) === 'application/json') return;
  // A media type that is not known at all is refused by its own name.
  if (request.method === 'POST' && !['', 'multipart/form-data'].includes(mediaType(headers['content-type']))) return;
  throw new RequestError('BAD_USER_INPUT', {
    vi: 'Hãy gửi JSON với “Content-Type: application/json”; với GET hoặc multipart, hãy thêm “Apollo-Require-Preflight: true”.',
    en: 'Send JSON with “Content-Type: application/json”; with GET or multipart, add “Apollo-Require-Preflight: true”.',
  });
}

function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** @throws RequestError where the caller takes neither JSON nor GraphQL's own media type. */
export function assertAcceptsJson(accept: string | undefined): void {
  if (answerMediaType(accept) === null) throw new NotAcceptable();
}

export function notInOneAnswer(): RequestError {
  return new RequestError('BAD_USER_INPUT', {
    vi: 'Subscription được trả lời bằng một luồng: hãy gửi “Accept: text/event-stream”, hoặc kết nối bằng WebSocket.',
    en: 'A subscription is answered by a stream: send “Accept: text/event-stream”, or connect by WebSocket.',
  });
}

/** Carries the HTTP status that GraphQL over HTTP asks for. */
export class NotAcceptable extends RequestError {
  constructor() {
    super('BAD_USER_INPUT', {
      vi: 'Máy chủ chỉ trả lời bằng application/graphql-response+json hoặc application/json.',
      en: 'The answer can only be application/graphql-response+json or application/json.',
    });
  }
}

/** What a caller asks for: the parameters of GraphQL over HTTP, however they came. */
export interface GraphqlRequest {
  readonly method: 'GET' | 'POST';
  readonly query: string | undefined;
  /** The id of a registered operation, in place of a query. */
  readonly documentId: string | undefined;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/**
 * Reads the parameters out of the search of a GET, or out of the body of a POST.
 *
 * @throws RequestError where they hold no GraphQL operation.
 */
export function readGraphqlRequest(request: FastifyRequest): GraphqlRequest {
  const method = request.method === 'GET' ? 'GET' : 'POST';
  return readGraphqlParameters(method, method === 'GET' ? searchParameters(request) : request.body);
}

/**
 * The same, of parameters that came in whatever way.
 *
 * @throws RequestError where they hold no GraphQL operation.
 */
export function readGraphqlParameters(method: GraphqlRequest['method'], parameters: unknown): GraphqlRequest {
  if (Array.isArray(parameters)) {
    throw refused(
      'Mỗi yêu cầu chỉ gồm một thao tác; không nhận danh sách.',
      'Send one operation a request, not a list.',
    );
  }
  if (!isRecord(parameters)) {
    throw refused(
      'Nội dung gửi lên phải là một đối tượng JSON có trường “query”.',
      'The body must be a JSON object with a field “query”.',
    );
  }
  const { query, documentId, operationName, variables, extensions } = parameters;
  if (isGiven(query) && typeof query !== 'string') {
    throw refused(
      '“query” phải là chuỗi chứa thao tác GraphQL.',
      '“query” must be a string that holds a GraphQL operation.',
    );
  }
  if (isGiven(documentId) && typeof documentId !== 'string') {
    throw refused('“documentId” phải là chuỗi.', '“documentId” must be a string.');
  }
  const persisted = isGiven(documentId) || (isRecord(extensions) && isRecord(extensions['persistedQuery']));
  const text = typeof query === 'string' && query.trim() !== '' ? query : undefined;
  if (!persisted && text === undefined) {
    throw refused('Thiếu “query”: hãy gửi thao tác GraphQL.', '“query” is missing: send a GraphQL operation.');
  }
  if (isGiven(operationName) && typeof operationName !== 'string') {
    throw refused('“operationName” phải là chuỗi.', '“operationName” must be a string.');
  }
  return {
    method,
    query: text,
    documentId: typeof documentId === 'string' ? documentId : undefined,
    operationName: typeof operationName === 'string' ? operationName : undefined,
    variables: object('variables', variables),
    extensions: object('extensions', extensions),
  };
}

/** No input of a schema is as deep as that. */
const maxLevels = 50;

function object(name: string, value: unknown): Readonly<Record<string, unknown>> {
  if (!isGiven(value)) return {};
  if (isRecord(value)) {
    if (!isNestedDeeper(value, maxLevels)) return value;
    throw refused(`“${name}” lồng nhau quá ${maxLevels} tầng.`, `“${name}” nests more than ${maxLevels} levels.`);
  }
  throw refused(`“${name}” phải là một đối tượng JSON.`, `“${name}” must be a JSON object.`);
}

/** Everybody down to the database goes through variables by calling itself. */
function isNestedDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isNestedDeeper(inner, levels - 1));
}

function searchParameters(request: FastifyRequest): Record<string, unknown> {
  const search = new URL(request.url, 'http://gateway').searchParams;
  const parameters: Record<string, unknown> = {};
  for (const name of ['query', 'documentId', 'operationName', 'variables', 'extensions']) {
    const [value, ...more] = search.getAll(name);
    if (more.length > 0) throw refused(`“${name}” chỉ được gửi một lần.`, `“${name}” may be given only once.`);
    if (value !== undefined) parameters[name] = name === 'variables' || name === 'extensions' ? json(value) : value;
  }
  return parameters;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function refused(vi: string, en: string): RequestError {
  return new RequestError('BAD_USER_INPUT', { vi, en });
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
