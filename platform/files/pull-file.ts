import { RequestError } from '../errors.ts';
import { mediaTypeByName, mediaTypeByNameAndContent } from './allowed-types.ts';
import type { FileStore, StoredFile } from './file-store.ts';
import { safeFileName } from './safe-file-name.ts';

/**
 * Brings a file that a peer has announced into the store, and answers with it as it is kept here. Content that is here
 * already is not fetched again, so repeating a delivery costs nothing.
 *
 * Trusts the announcement no more than an officer's upload: the name is made harmless and the type must be an allowed one.
 *
 * @param open asks the peer for the bytes; what it throws passes through.
 * @throws RequestError `FILE_TYPE_NOT_ALLOWED`, for good. A plain Error where the bytes broke off or are not the announced
 *   ones: worth another try, since a connection may cut or a proxy garble them.
 */
export async function pullFile(
  store: FileStore,
  announced: StoredFile,
  open: () => Promise<AsyncIterable<Uint8Array>>,
): Promise<StoredFile> {
  const name = safeFileName(announced.name);
  const file = { name, mediaType: mediaTypeByName(name), size: announced.size, sha256: announced.sha256 };
  if ((await store.size(announced.sha256)) === announced.size) return file;

  const received = await receive(store, announced, await open());
  try {
    if (received.sha256 !== announced.sha256 || received.size !== announced.size) {
      throw new Error(
        `A peer's file has ${received.size} bytes and SHA-256 ${received.sha256}, not ${announced.size} bytes and ${announced.sha256}.`,
      );
    }
    mediaTypeByNameAndContent(name, received.mediaType);
    await received.keep();
  } catch (error) {
    await received.discard();
    throw error;
  }
  return file;
}

async function receive(store: FileStore, { size }: StoredFile, bytes: AsyncIterable<Uint8Array>) {
  try {
    // One byte more than announced is already another file.
    return await store.receive(bytes, { maxBytes: size });
  } catch (error) {
    // These two codes speak to people who upload; towards a peer they mean a broken transmission.
    if (error instanceof RequestError && (error.code === 'UPLOAD_INTERRUPTED' || error.code === 'FILE_TOO_LARGE')) {
      throw new Error("A peer's file did not arrive as announced.", { cause: error });
    }
    throw error;
  }
}
