import type { FastifyReply } from 'fastify';
import { RequestError } from '../errors.ts';
import type { FileStore, StoredFile } from './file-store.ts';

/**
 * Answers a peer that pulls a file with its bytes.
 *
 * @throws RequestError `NOT_FOUND` where the bytes are gone or damaged: for good, since trying again brings nothing back.
 */
export async function sendToPeer(reply: FastifyReply, store: FileStore, file: StoredFile): Promise<FastifyReply> {
  if ((await store.size(file.sha256)) !== file.size) {
    throw new RequestError('NOT_FOUND', {
      vi: `Tệp “${file.name}” không còn nguyên vẹn trong kho tệp. Hãy đính kèm lại tệp rồi chuyển lại.`,
      en: `The file “${file.name}” is no longer whole in the file store. Attach it again, then send again.`,
    });
  }
  reply.header('content-type', 'application/octet-stream').header('content-length', file.size);
  return reply.send(await store.read(file.sha256));
}
