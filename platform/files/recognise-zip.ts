import { hostileArchive, isHostileArchive } from './hostile-archive.ts';
import type { ByteSource } from './recognise-content.ts';
import { readBuffer, readZipDirectory, type ZipEntry } from './zip-directory.ts';

/** Whether a file begins as ZIP archives do: with an entry, or, without any, with the record that ends them. */
export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
}

/**
 * Which of the formats inside ZIP this is, by the archive's own directory: the order of entries, which a look at the first
 * bytes would depend on, differs between office suites. A plain archive is `application/zip`; a damaged one,
 * or one that would harm whoever unpacks it, is `hostileArchive`.
 */
export async function recogniseZip(source: ByteSource): Promise<string> {
  const directory = await readZipDirectory(source);
  const { entries } = directory;
  if (isHostileArchive(directory, source.size)) return hostileArchive;
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
