import type { FileUpload } from 'graphql-upload-ts';
import { RequestError } from '../errors.ts';
import { mediaTypeByName, mediaTypeByNameAndContent } from './allowed-types.ts';
import { keepClaimed, type Keeping } from './file-claims.ts';
import type { FileStore, ReceivedFile, StoredFile } from './file-store.ts';
import { safeFileName } from './safe-file-name.ts';
import { tooManyFiles, type UploadLimits, uploadRefusal } from './upload-refusal.ts';

export type { UploadLimits };

/** Files whose bytes are kept, and the claims under which they are until `settleClaims`. */
export interface KeptFiles {
  readonly files: readonly StoredFile[];
  readonly claims: readonly string[];
}

/**
 * Takes the files of a GraphQL request into the store: all of them, or none.
 *
 * A file is accepted by its extension and by what its content really is (`allowed-types.ts`); the client's own media type
 * counts for nothing. Names come back harmless (`safeFileName`). Whatever happens, no stream is left open: an open one
 * keeps the request's temporary files on the disk for ever.
 *
 * Call it before the transaction that records the files, and settle the claims in that one. Should it fail, or never come,
 * the bytes stay in the store without a name until they are swept (`file-sweep.ts`).
 *
 * @throws RequestError `TOO_MANY_FILES`, `FILE_TOO_LARGE`, `FILE_TYPE_NOT_ALLOWED`, `FILE_INFECTED`, `BAD_USER_INPUT` (an empty or missing
 *   file), `UPLOAD_INTERRUPTED`; each names the file.
 */
export async function receiveUploads(
  keeping: Keeping,
  uploads: readonly Promise<FileUpload>[],
  limits: UploadLimits,
): Promise<KeptFiles> {
  // The first failure ends this function; failures of the uploads after it must not end the process.
  for (const upload of uploads) upload.catch(() => undefined);
  if (uploads.length > limits.maxFiles) throw tooManyFiles(limits);

  const arrived: ReceivedFile[] = [];
  const files: StoredFile[] = [];
  try {
    for (const upload of uploads) {
      const file = await upload.catch((error: unknown) => {
        throw uploadRefusal(error, limits);
      });
      const name = safeFileName(file.filename);
      mediaTypeByName(name);
      const received = await receive(keeping.store, file, name, limits);
      arrived.push(received);
      const { size, sha256 } = received;
      if (size === 0) throw emptyFile(name);
      files.push({ name, mediaType: mediaTypeByNameAndContent(name, received.mediaType), size, sha256 });
    }
    return { files, claims: await keepClaimed(keeping, arrived) };
  } catch (error) {
    await Promise.allSettled(arrived.map((received) => received.discard()));
    throw error;
  }
}

async function receive(store: FileStore, file: FileUpload, name: string, limits: UploadLimits): Promise<ReceivedFile> {
  try {
    return await store.receive(readUpload(file), { maxBytes: limits.maxFileBytes });
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    if (error.code === 'UPLOAD_INTERRUPTED' && isOurDisk(error.cause)) throw error.cause;
    throw uploadRefusal(error, limits, name);
  }
}

async function* readUpload(file: FileUpload): AsyncGenerator<Uint8Array> {
  const stream = file.createReadStream();
  // The request is spooled to the disk by the capacitor; where that fails, the stream would wait for ever.
  const stop = (error: Error) => stream.destroy(error);
  file.capacitor.once('error', stop);
  try {
    for await (const chunk of stream) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError('An upload is read as bytes.');
      yield chunk;
    }
  } finally {
    file.capacitor.off('error', stop);
    stream.destroy();
  }
}

/** A full or failing disk under the spool: not the sender's doing, so it must be logged and masked, not explained. */
function isOurDisk(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && (error.syscall === 'open' || error.syscall === 'write');
}

function emptyFile(name: string): RequestError {
  return new RequestError('BAD_USER_INPUT', {
    vi: `Tệp “${name}” rỗng. Hãy kiểm tra rồi gửi lại.`,
    en: `The file “${name}” is empty. Check it and send it again.`,
  });
}
