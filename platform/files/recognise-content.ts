import { fileTypeFromBuffer } from 'file-type';
import { isCompoundFile, recogniseCompoundFile } from './recognise-compound-file.ts';
import { recogniseText } from './recognise-text.ts';
import { isZip, recogniseZip } from './recognise-zip.ts';

/** Random access to bytes that have arrived, in whatever place a store holds them. */
export interface ByteSource {
  /** Bytes in all. */
  readonly size: number;
  /** Bytes from `start` on: `length` of them, or fewer where the source ends earlier. */
  read(start: number, length: number): Promise<Uint8Array>;
}

// A text is judged by its beginning; 64 KiB also holds every signature that `file-type` looks for.
const headBytes = 64 * 1024;

/**
 * The media type of a content, whatever name it travels under; null where it is nothing we know.
 *
 * `file-type` knows signatures of binary formats. Three families need more than their first bytes: office formats inside
 * ZIP (the list of entries stands at the end), legacy office formats (told apart by a directory anywhere in the file), and
 * texts (no signature at all, and HTML or SVG must not pass as one).
 */
export async function recogniseContent(source: ByteSource): Promise<string | null> {
  const head = await source.read(0, Math.min(headBytes, source.size));
  if (head.byteLength === 0) return null;
  if (isZip(head)) return recogniseZip(source);
  if (isCompoundFile(head)) return recogniseCompoundFile(source);

  const complete = head.byteLength === source.size;
  const text = recogniseText(head, { complete, legacyEncodings: false });
  if (text) return text;

  const signature = await fileTypeFromBuffer(head);
  if (signature) return registeredNames.get(signature.mime) ?? signature.mime;
  if (!complete) {
    const image = images.find(({ magic }) => magic.equals(head.subarray(0, magic.length)));
    if (image) return image.mediaType;
  }
  // Last, because bytes of an 8-bit encoding could be anything: texts saved before everybody used UTF-8.
  return recogniseText(head, { complete, legacyEncodings: true });
}

// Images whose beginning may point far into the file, where `file-type` looks for what would make them something more
// special, and finding nothing there says nothing at all. Scanners write the directory of a TIFF at its end.
const images = [
  { magic: Buffer.from('49492a00', 'hex'), mediaType: 'image/tiff' },
  { magic: Buffer.from('4d4d002a', 'hex'), mediaType: 'image/tiff' },
  { magic: Buffer.from('89504e470d0a1a0a', 'hex'), mediaType: 'image/png' },
];

// Where `file-type` uses a name that the registry of media types does not have.
const registeredNames = new Map([['application/x-rar-compressed', 'application/vnd.rar']]);
