import type { IncomingMessage, ServerResponse } from 'node:http';
import { processRequest, Upload } from 'graphql-upload-ts';
import { type UploadLimits, uploadRefusal } from './upload-refusal.ts';

interface MultipartLimits extends UploadLimits {
  /** Of the JSON in `operations` and in `map`. */
  readonly maxFieldBytes: number;
}

/**
 * Reads a GraphQL multipart request up to its first file, and answers with the operation (or the batch of them), where
 * each file is an `Upload`. The files go on arriving, into the system's temporary folder, while the operation runs; they
 * are removed once the response is out or the client is gone.
 *
 * @throws RequestError `TOO_MANY_FILES`, `BAD_USER_INPUT`, `UPLOAD_INTERRUPTED`.
 */
export async function readMultipartRequest(
  request: IncomingMessage,
  response: ServerResponse,
  limits: MultipartLimits,
): Promise<unknown> {
  const uploads = new Set<Upload>();
  // Before graphql-upload-ts gets to hear of it: what it lets go of itself can no longer be drained.
  response.prependOnceListener('close', () => {
    for (const upload of uploads) letGo(upload);
  });
  try {
    const operation: unknown = await processRequest(request, response, {
      maxFieldSize: limits.maxFieldBytes,
      // The parser takes a file that is exactly as large as its limit for one that is too large.
      maxFileSize: limits.maxFileBytes + 1,
      maxFiles: limits.maxFiles,
    });
    collectUploads(operation, uploads);
    return operation;
  } catch (error) {
    throw uploadRefusal(error, limits);
  }
}

/**
 * A file that is still arriving, or begins to, when the response is already out (an operation refused early) would fill
 * the disk and never be removed; one whose temporary file is removed under it would stop the request half-read, and with
 * it the connection. Destroying the spool with an error makes graphql-upload-ts read on and throw the bytes away.
 */
function letGo(upload: Upload): void {
  const drain = ({ capacitor }: NonNullable<Upload['file']>) => {
    if (!capacitor.writableFinished) capacitor.destroy(new Error('The response was sent before this file.'));
  };
  if (upload.file) drain(upload.file);
  else upload.promise.then(drain, () => undefined);
}

/** Without recursion, for an operation may be nested deeper than the stack goes. */
function collectUploads(operation: unknown, uploads: Set<Upload>): void {
  const waiting = [operation];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (value instanceof Upload) uploads.add(value);
    else if (isObject(value)) for (const part of Object.values(value)) if (isObject(part)) waiting.push(part);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
