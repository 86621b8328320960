import type { ByteSource } from './recognise-content.ts';

/** One entry, as the archive's directory declares it. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packedSize: number;
  readonly size: number;
  readonly headerAt: number;
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  /** Whether these are all: a directory that is damaged, too long or split over several archives is not read whole. */
  readonly isWhole: boolean;
}

// The record that ends an archive is 22 bytes and a comment of at most 65,535.
const endRecordReach = 22 + 0xffff;
// Bounds what a hostile archive makes us read; a document has dozens of entries, this is room for ten thousand.
const maxDirectoryBytes = 1024 * 1024;

/** Reads the list of entries at the end of an archive. */
export async function readZipDirectory(source: ByteSource): Promise<ZipDirectory> {
  const tailAt = Math.max(0, source.size - endRecordReach);
  const tail = await readBuffer(source, tailAt, source.size - tailAt);
  const endAt = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (endAt < 0 || endAt + 22 > tail.length) return { entries: [], isWhole: false };

  const length = Math.min(tail.readUInt32LE(endAt + 12), maxDirectoryBytes);
  const directory = await readBuffer(source, tail.readUInt32LE(endAt + 16), length);
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50;) {
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      headerAt: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return { entries, isWhole: entries.length === tail.readUInt16LE(endAt + 10) };
}

export async function readBuffer(source: ByteSource, start: number, length: number): Promise<Buffer> {
  if (start >= source.size || length <= 0) return Buffer.alloc(0);
  const bytes = await source.read(start, Math.min(length, source.size - start));
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
