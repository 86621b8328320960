import type { ByteSource } from './recognise-content.ts';

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packedSize: number;
  readonly headerAt: number;
}

// The record that ends an archive is 22 bytes and a comment of at most 65,535.
const endRecordReach = 22 + 0xffff;
// Bounds what a hostile archive makes us read; a document has dozens of entries, this is room for ten thousand.
const maxDirectoryBytes = 1024 * 1024;

/** Whether a file begins as ZIP archives do: with an entry, or, without any, with the record that ends them. */
export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
}

/**
 * Which of the formats inside ZIP this is, by the archive's own directory: the order of entries, which a look at the first
 * bytes would depend on, differs between office suites. A plain archive, or a damaged one, is `application/zip`.
 */
export async function recogniseZip(source: ByteSource): Promise<string> {
  const entries = await readDirectory(source);
  const names = new Set(entries.map(({ name }) => name.replaceAll('\\', '/').replace(/^\//, '')));

  const [first] = entries;
  if (first?.name === 'mimetype' && first.method === 0 && first.packedSize < 100) return readMimetype(source, first);
  if (names.has('[Content_Types].xml')) return openXmlType(names) ?? 'application/zip';
  if (names.has('META-INF/MANIFEST.MF') || names.has('AndroidManifest.xml')) return 'application/java-archive';
  return 'application/zip';
}

function openXmlType(names: ReadonlySet<string>): string | undefined {
  const within = (folder: string) => [...names].some((name) => name.startsWith(folder));
  const macros = [...names].some((name) => name.endsWith('/vbaProject.bin'));
  if (within('word/')) {
    return macros
      ? 'application/vnd.ms-word.document.macroEnabled.12'
      : 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  }
  if (within('xl/')) {
    if (names.has('xl/workbook.bin')) return 'application/vnd.ms-excel.sheet.binary.macroEnabled.12';
    return macros
      ? 'application/vnd.ms-excel.sheet.macroEnabled.12'
      : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  }
  if (within('ppt/')) {
    return macros
      ? 'application/vnd.ms-powerpoint.presentation.macroEnabled.12'
      : 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
  }
  return undefined;
}

/** OpenDocument names its own type in an entry that must come first and must not be compressed. */
async function readMimetype(source: ByteSource, entry: ZipEntry): Promise<string> {
  const header = await readBuffer(source, entry.headerAt, 30);
  if (header.length < 30) return 'application/zip';
  const dataAt = entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const mimetype = (await readBuffer(source, dataAt, entry.packedSize)).toString('latin1');
  return /^[\w.+-]+\/[\w.+-]+$/.test(mimetype) ? mimetype : 'application/zip';
}

async function readDirectory(source: ByteSource): Promise<ZipEntry[]> {
  const tailAt = Math.max(0, source.size - endRecordReach);
  const tail = await readBuffer(source, tailAt, source.size - tailAt);
  const endAt = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (endAt < 0 || endAt + 22 > tail.length) return [];

  const length = Math.min(tail.readUInt32LE(endAt + 12), maxDirectoryBytes);
  const directory = await readBuffer(source, tail.readUInt32LE(endAt + 16), length);
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50;) {
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packedSize: directory.readUInt32LE(at + 20),
      headerAt: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function readBuffer(source: ByteSource, start: number, length: number): Promise<Buffer> {
  if (start >= source.size || length <= 0) return Buffer.alloc(0);
  const bytes = await source.read(start, Math.min(length, source.size - start));
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
