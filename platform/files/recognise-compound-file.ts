import type { ByteSource } from './recognise-content.ts';

// The container of Microsoft Office 97-2003, of installers (.msi), of mails (.msg), and of today's documents once they are
// encrypted: a small file system of sectors, whose directory names the streams.
const signature = Buffer.from('d0cf11e0a1b11ae1', 'hex');

// A loop of sectors must not hold us; 4,096 sectors of 4 entries are far more streams than a document has.
const maxDirectorySectors = 4096;

/** Said of a document that only its password opens. No reader of ours could tell what is inside. */
export const encryptedDocument = 'application/encrypted';

interface DirectoryEntry {
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly child: number;
}

const noEntry = 0xffffffff;

const typesByStream = new Map([
  ['EncryptedPackage', encryptedDocument],
  ['WordDocument', 'application/msword'],
  ['Workbook', 'application/vnd.ms-excel'],
  ['Book', 'application/vnd.ms-excel'],
  ['PowerPoint Document', 'application/vnd.ms-powerpoint'],
]);

export function isCompoundFile(head: Uint8Array): boolean {
  return head.byteLength >= 512 && signature.equals(head.subarray(0, 8));
}

/**
 * Tells Word, Excel and PowerPoint apart by the streams in the root; anything else is `application/x-cfb`. Only the root
 * counts: a letter with an embedded table holds a workbook too, deeper down.
 */
export async function recogniseCompoundFile(source: ByteSource): Promise<string> {
  const entries: DirectoryEntry[] = [];
  for await (const entry of directoryEntries(source)) entries.push(entry);

  // The streams of a folder are the nodes of a binary tree; a damaged file may tie it into a ring.
  const seen = new Set<number>();
  const waiting = [entries[0]?.child ?? noEntry];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const entry = entries[id];
    if (!entry || seen.has(id)) continue;
    seen.add(id);
    const type = typesByStream.get(entry.name);
    if (type) return type;
    waiting.push(entry.left, entry.right);
  }
  return 'application/x-cfb';
}

async function* directoryEntries(source: ByteSource): AsyncGenerator<DirectoryEntry> {
  const header = Buffer.from(await source.read(0, 512));
  const sectorShift = header.readUInt16LE(30);
  if (sectorShift !== 9 && sectorShift !== 12) return;
  const sectorSize = 1 << sectorShift;
  const readSector = async (sector: number) => {
    const start = (sector + 1) * sectorSize;
    return start < source.size ? Buffer.from(await source.read(start, sectorSize)) : Buffer.alloc(0);
  };

  let sector = header.readUInt32LE(48);
  for (let read = 0; read < maxDirectorySectors; read++) {
    const entries = await readSector(sector);
    for (let at = 0; at + 128 <= entries.length; at += 128) {
      const nameBytes = Math.max(0, Math.min(64, entries.readUInt16LE(at + 64)) - 2);
      yield {
        name: entries.toString('utf16le', at, at + nameBytes),
        left: entries.readUInt32LE(at + 68),
        right: entries.readUInt32LE(at + 72),
        child: entries.readUInt32LE(at + 76),
      };
    }
    // The sector after this one stands in the allocation table, whose own sectors the header lists, the first 109 of
    // them: enough for 7 MB at the least. A directory that strays farther is left unread.
    const perSector = sectorSize / 4;
    const tableIndex = Math.floor(sector / perSector);
    if (tableIndex >= 109) return;
    const table = await readSector(header.readUInt32LE(76 + tableIndex * 4));
    const entryAt = (sector % perSector) * 4;
    if (entryAt + 4 > table.length) return;
    sector = table.readUInt32LE(entryAt);
    if (sector >= 0xfffffffa) return;
  }
}
