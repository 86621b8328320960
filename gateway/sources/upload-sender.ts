import { Pool, type Dispatcher } from 'undici';
import { uploadRefusal, type UploadLimits } from '../../platform/files/upload-refusal.ts';
import type { Answer } from './kept-connections.ts';
import { multipartRequest, type PlacedUpload } from './multipart-request.ts';

export interface UploadSenderOptions {
  /** `answerMs` is for the silence after the last byte that was sent. */
  readonly timeouts: { readonly connectMs: number; readonly answerMs: number };
  readonly maxAnswerBytes: number;
  readonly uploadLimits: UploadLimits;
}

export interface UploadSender {
  /** Rejects with the refusal of an upload that failed on its way here, or with whatever kept the subgraph from answering. */
  send(fields: Record<string, string>, operation: string, uploads: readonly PlacedUpload[]): Promise<Answer>;
  close(): Promise<void>;
}

/** Hands uploads on to a subgraph while they arrive. */
export function createUploadSender(url: URL, options: UploadSenderOptions): UploadSender {
  const { timeouts, maxAnswerBytes } = options;
  const pool = new Pool(url.origin, {
    connect: { timeout: timeouts.connectMs },
    headersTimeout: timeouts.answerMs,
    bodyTimeout: timeouts.answerMs,
  });
  return {
    async send(fields, operation, uploads) {
      const { contentType, body, uploadFailure } = multipartRequest(operation, uploads);
      try {
        const { statusCode, body: answer } = await pool.request({
          path: url.pathname,
          method: 'POST',
          // A subgraph that guards itself against cross-site requests takes multipart only with this header.
          headers: { ...fields, 'content-type': contentType, 'apollo-require-preflight': 'true' },
          body,
        });
        return { status: statusCode, bytes: await readBounded(answer, maxAnswerBytes) };
      } catch (error) {
        const failure = uploadFailure();
        throw failure === undefined ? error : uploadRefusal(failure, options.uploadLimits);
      } finally {
        // A subgraph may answer before it has taken every file: nothing else would let go of the ones that are left.
        body.destroy();
      }
    },
    close: () => pool.close(),
  };
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
