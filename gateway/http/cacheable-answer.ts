import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isKnownTag } from '../../platform/serving/entity-tag.ts';

/**
 * Answers a GET with what the client may keep, for as long as the operation's strictest field allows. A client that has
 * these very bytes already is told so (`304`), which is all that a phone on a slow line needs to load.
 */
export function sendCacheable(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Buffer,
  cacheControl: string,
): FastifyReply {
  reply.header('cache-control', cacheControl);
  if (cacheControl === 'no-store') return reply.send(answer);
  // Weak: the same answer may go out compressed.
  const etag = `W/"${createHash('sha256').update(answer).digest('base64url')}"`;
  // Another officer at the same browser, or another language, gets another answer from the same address.
  reply.headers({ etag, vary: 'authorization, accept, accept-language' });
  return isKnownTag(request.headers['if-none-match'], etag) ? reply.code(304).send() : reply.send(answer);
}
