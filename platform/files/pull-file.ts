import { RequestError } from '../errors.ts';
import { mediaTypeByName, mediaTypeByNameAndContent } from './allowed-types.ts';
import { keepClaimed, type Keeping } from './file-claims.ts';
import type { FileStore, StoredFile } from './file-store.ts';
import { safeFileName } from './safe-file-name.ts';

/** A file whose bytes are kept, and the claims under which they are until `settleClaims`. */
export interface PulledFile {
  readonly file: StoredFile;
  readonly claims: readonly string[];
}

/**
 * Brings a file that a peer has announced into the store, and answers with it as it is kept here. Content that is here
 * already is not fetched again, so repeating a delivery costs nothing.
 *
 * Trusts the announcement no more than an officer's upload: the name is made harmless and the type must be an allowed one.
 *
 * @param open asks the peer for the bytes; what it throws passes through.
 * @throws RequestError `FILE_TYPE_NOT_ALLOWED` and `FILE_INFECTED`, for good. A plain Error where the bytes broke off, are
 *   not the announced ones or could not be scanned: worth another try.
 */
export async function pullFile(
  keeping: Keeping,
  announced: StoredFile,
  open: () => Promise<AsyncIterable<Uint8Array>>,
): Promise<PulledFile> {
  const { store } = keeping;
  const name = safeFileName(announced.name);
  const file = { name, mediaType: mediaTypeByName(name), size: announced.size, sha256: announced.sha256 };
  const isHere = async () => (await store.size(announced.sha256)) === announced.size;
  if (await isHere()) {
    // Looked for once more under the claim: it may have been swept in between.
    const claims = await keeping.claims.claim([announced.sha256]);
    if (await isHere()) return { file, claims };
  }

  const received = await receive(store, announced, await open());
  try {
    if (received.sha256 !== announced.sha256 || received.size !== announced.size) {
      throw new Error(
        `A peer's file has ${received.size} bytes and SHA-256 ${received.sha256}, not ${announced.size} bytes and ${announced.sha256}.`,
      );
    }
    mediaTypeByNameAndContent(name, received.mediaType);
    return { file, claims: await keepClaimed(keeping, [received]) };
  } catch (error) {
    await received.discard();
    throw error;
  }
}

const passingCodes: ReadonlySet<string> = new Set(['UPLOAD_INTERRUPTED', 'FILE_TOO_LARGE', 'SUBGRAPH_UNAVAILABLE']);

async function receive(store: FileStore, { size }: StoredFile, bytes: AsyncIterable<Uint8Array>) {
  try {
    // One byte more than announced is already another file.
    return await store.receive(bytes, { maxBytes: size });
  } catch (error) {
    // These speak to people who upload; of a peer's file they say that it may go well another time.
    if (error instanceof RequestError && passingCodes.has(error.code)) {
      throw new Error("A peer's file did not arrive as announced, or could not be checked.", { cause: error });
    }
    throw error;
  }
}
