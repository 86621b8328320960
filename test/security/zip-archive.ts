import { crc32, deflateRawSync } from 'node:zlib';

export interface ArchiveEntry {
  readonly name: string;
  readonly content: Buffer;
  /** What the directory says of its size; the truth where left out. */
  readonly declaredSize?: number;
}

/** A ZIP archive of these entries; with `sharing`, all of them are the bytes of the first. */
export function zipArchive(entries: readonly ArchiveEntry[], sharing = false): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [index, { name, content, declaredSize = content.length }] of entries.entries()) {
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x0800, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(declaredSize, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const isShared = sharing && index > 0;
    if (!isShared) parts.push(Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(isShared ? 0 : at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, where, Buffer.from(name));
    if (!isShared) at += 4 + fields.length + Buffer.byteLength(name) + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, list, end]);
}
