import type { Readable } from 'node:stream';

/**
 * Where the bytes of files are kept: a folder (`folder-store.ts`) or a bucket (`s3-store.ts`).
 *
 * Content-addressed: a file is known by the SHA-256 of its bytes (64 lower-case hex digits), so the same content is kept
 * once, never changes, and can be checked by whoever receives it. Names and media types belong to the caller's database.
 */
export interface FileStore {
  /**
   * Streams `bytes` to a temporary place while hashing and counting them; nothing is visible to `read` before `keep`.
   *
   * @throws RequestError `FILE_TOO_LARGE` past `maxBytes`, `UPLOAD_INTERRUPTED` where `bytes` breaks off. A RequestError
   *   thrown by `bytes` passes through. In every case nothing is left behind and `bytes` has been told to stop.
   */
  receive(bytes: AsyncIterable<Uint8Array>, limits: { readonly maxBytes: number }): Promise<ReceivedFile>;

  /**
   * The bytes of a kept file, or those of an inclusive range of it. The caller must read the stream to its end or destroy
   * it: it holds a file handle or a connection.
   *
   * @throws RequestError `NOT_FOUND` where there is no such file.
   */
  read(sha256: string, range?: ByteRange): Promise<Readable>;

  /** Size in bytes, or null where there is no such file. */
  size(sha256: string): Promise<number | null>;

  /**
   * Every kept file in ascending order of its digest, for comparing the store with a database row by row. Files that come
   * or go meanwhile may be left out.
   */
  list(): AsyncIterable<ListedFile>;

  /** How a kept file is removed; for `sweep-content.ts` alone, which makes sure that nobody needs it. */
  readonly removal: FileRemoval;

  /** Removes what uploads have left in the temporary place that ended without a decision, such as by a crash. */
  clearAbandoned(): Promise<void>;

  /** Rejects where files can be neither written nor read for the moment. */
  ping(): Promise<void>;
}

/**
 * Removes kept files in two steps, of which the first can be undone. All of them may be repeated, and do nothing where
 * there is nothing to do.
 */
export interface FileRemoval {
  /** Moves a kept file to a place of its own, out of sight of everything else here. */
  setAside(sha256: string): Promise<void>;
  /** Names of what is set aside of a content; several where earlier removals of it were interrupted. */
  listAside(sha256: string): Promise<readonly string[]>;
  /** Digests of everything that is set aside. */
  allAside(): Promise<readonly string[]>;
  /** Keeps a file again that was set aside. */
  putBack(sha256: string): Promise<void>;
  /** Removes for good what is set aside under these names. */
  drop(names: readonly string[]): Promise<void>;
}

/** A kept file as the store itself knows it. */
export interface ListedFile {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** When these bytes were last put in their place. */
  readonly keptAt: Date;
}

/** Positions of the first and the last byte; both belong to the range. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A file that has arrived whole and waits for a decision. Either `keep` it or `discard` it; repeating either is a no-op. */
export interface ReceivedFile {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** What the content is, whatever its name says (see `recogniseContent`); null where it is nothing we know. */
  readonly mediaType: string | null;
  /** Makes the file permanent and durable: it survives a power cut from the moment this resolves. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/** A kept file as databases remember it. */
export interface StoredFile {
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

/** Guards paths and keys: a digest comes from a database or a peer, and becomes part of a path. */
export function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
