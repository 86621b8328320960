import { createHash } from 'node:crypto';
import { RequestError } from '../errors.ts';

/** Hashes and counts bytes on their way through. `sha256` and `size` are final once `chunks` has ended. */
export interface MeasuredBytes {
  readonly chunks: AsyncIterable<Uint8Array>;
  sha256(): string;
  size(): number;
}

/**
 * Watches over `bytes` for a store that is about to write them somewhere.
 *
 * `chunks` rejects with RequestError `FILE_TOO_LARGE` past `maxBytes` and `UPLOAD_INTERRUPTED` where `bytes` breaks off;
 * leaving it early stops `bytes` too. Errors of whoever consumes it are not touched: a full disk is not the sender's fault.
 */
export function measureBytes(bytes: AsyncIterable<Uint8Array>, limits: { readonly maxBytes: number }): MeasuredBytes {
  const hash = createHash('sha256');
  let size = 0;

  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of bytes) {
        size += chunk.byteLength;
        if (size > limits.maxBytes) throw new RequestError('FILE_TOO_LARGE');
        hash.update(chunk);
        yield chunk;
      }
    } catch (error) {
      // An exception in the consumer's loop body ends a generator by return(), so only the source's errors come here.
      if (error instanceof RequestError) throw error;
      throw new RequestError('UPLOAD_INTERRUPTED', undefined, { cause: error });
    }
  }

  return { chunks: chunks(), sha256: () => hash.copy().digest('hex'), size: () => size };
}
