import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { errorCodes, preferredLanguage, RequestError, type Bilingual } from '../../platform/errors.ts';
import { httpStatus } from '../../platform/serving/http-server.ts';
import { RateLimited } from '../limits/rate-limit.ts';
import { countRefusal } from '../metrics.ts';
import { PersistedQueryNotFound } from '../operations/operation-text.ts';
import { NotAcceptable } from './graphql-request.ts';
import { answerMediaType } from './media-type.ts';

type ErrorHandler = (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Answers, as GraphQL does, for requests that never become an operation. */
export function graphqlErrorHandler(
  limits: { readonly maxBodyBytes: number },
  resourceMetadataUrl: string,
): ErrorHandler {
  return async (error, request, reply) => {
    const language = preferredLanguage(request.headers['accept-language']);
    const { status, code, text } = describe(error, limits);
    countRefusal(code);
    if (status >= 500) request.log.error({ err: error, requestId: request.id }, 'a GraphQL request failed');
    if (code === 'UNAUTHENTICATED') {
      reply.header('www-authenticate', `Bearer error="invalid_token", resource_metadata="${resourceMetadataUrl}"`);
    }
    if (error instanceof RateLimited) reply.header('retry-after', error.retryAfterSeconds);
    return reply
      .code(status)
      .header('cache-control', 'no-store')
      .type(answerMediaType(request.headers.accept) ?? 'application/json; charset=utf-8')
      .send(JSON.stringify({ errors: [{ message: text[language], extensions: { code, requestId: request.id } }] }));
  };
}

function describe(
  error: FastifyError | RequestError,
  limits: { readonly maxBodyBytes: number },
): { status: number; code: string; text: Bilingual } {
  if (error instanceof RequestError) {
    return { status: statusOf(error), code: error.code, text: error.text };
  }
  const code = 'BAD_USER_INPUT';
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { status: 413, code, text: bodyTooLarge(limits.maxBodyBytes) };
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return { status: 415, code, text: notJsonType };
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return { status: 400, code, text: emptyBody };
    default:
  }
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) return { status, code, text: notJson };
  return { status: 500, code: 'INTERNAL_SERVER_ERROR', text: errorCodes.INTERNAL_SERVER_ERROR };
}

function statusOf(error: RequestError): number {
  if (error instanceof NotAcceptable) return 406;
  // Apollo's clients take any other status for a failure of the network, and never send the text.
  if (error instanceof PersistedQueryNotFound) return 200;
  return httpStatus(error);
}

const emptyBody: Bilingual = {
  vi: 'Yêu cầu không có nội dung. Hãy gửi một đối tượng JSON có trường “query”.',
  en: 'The request has no body. Send a JSON object with a field “query”.',
};

const notJson: Bilingual = {
  vi: 'Nội dung gửi lên không phải JSON hợp lệ. Hãy gửi một đối tượng JSON có trường “query”.',
  en: 'The body is not valid JSON. Send a JSON object with a field “query”.',
};

const notJsonType: Bilingual = {
  vi: 'Hãy gửi “Content-Type: application/json”, hoặc multipart/form-data khi có tệp.',
  en: 'Send “Content-Type: application/json”, or multipart/form-data where there are files.',
};

function bodyTooLarge(maxBytes: number): Bilingual {
  return {
    vi: `Nội dung gửi lên vượt quá ${maxBytes} byte. Hãy rút ngắn truy vấn hoặc biến; tệp gửi bằng multipart.`,
    en: `The body is longer than ${maxBytes} bytes. Shorten the query or its variables; send files as multipart.`,
  };
}
