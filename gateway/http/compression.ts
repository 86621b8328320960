import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';
import { constants } from 'node:zlib';

/** Below this a compressed answer is hardly shorter, and both ends work for nothing. */
const thresholdBytes = 1024;

/** Answers to clients that take zstd, brotli or gzip are sent compressed. Levels are those for answers made on the spot. */
export async function registerCompression(scope: FastifyInstance): Promise<void> {
  await scope.register(compress, {
    threshold: thresholdBytes,
    encodings: ['zstd', 'br', 'gzip'],
    customTypes: /^application\/(graphql-response\+)?json/,
    brotliOptions: {
      params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
    },
  });
}
