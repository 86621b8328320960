import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';
import { constants } from 'node:zlib';

/** Below this a compressed answer is hardly shorter, and both ends work for nothing. */
const thresholdBytes = 1024;

/**
 * What a scope answers in these media types is sent compressed to clients that take zstd, brotli or gzip. Levels are those
 * for answers made on the spot.
 */
export async function registerCompression(scope: FastifyInstance, mediaTypes: RegExp): Promise<void> {
  await scope.register(compress, {
    threshold: thresholdBytes,
    encodings: ['zstd', 'br', 'gzip'],
    customTypes: mediaTypes,
    brotliOptions: {
      params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
    },
  });
}
