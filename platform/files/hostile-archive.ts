import type { ZipDirectory, ZipEntry } from './zip-directory.ts';

/** What `recogniseContent` says of an archive that would harm whoever unpacks it. */
export const hostileArchive = 'application/x-hostile-archive';

/** A scanned book of drawings has less. Also what an archive means that hides its sizes in ZIP64 records: none needs them here. */
const maxUnpackedBytes = 1024 * 1024 * 1024;
/** Spreadsheets shrink to a fiftieth; only what is made to swell shrinks further, and does not matter while it is small. */
const maxRatio = 200;
const alwaysHarmlessBytes = 100 * 1024 * 1024;
/** Unpacked one by one by programs that unpack archives in archives, and looked into by no one. */
const archiveName = /\.(zip|rar|7z|gz|tgz|bz2|xz|zst|tar|cab|iso|jar|ace|arj|lzh)$/i;

/**
 * Whether unpacking the archive would fill a disk (a bomb), write outside of its folder, or open further archives. Judged
 * by its directory alone: nothing is unpacked here.
 */
export function isHostileArchive({ entries, isWhole }: ZipDirectory, archiveBytes: number): boolean {
  if (!isWhole) return true;
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  if (unpacked > maxUnpackedBytes) return true;
  if (unpacked > alwaysHarmlessBytes && unpacked > archiveBytes * maxRatio) return true;
  return overlaps(entries) || entries.some(({ name }) => leadsOut(name) || archiveName.test(name));
}

/** Entries that share bytes: how a small archive swells without being nested. */
function overlaps(entries: readonly ZipEntry[]): boolean {
  const ordered = entries.toSorted((a, b) => a.headerAt - b.headerAt);
  return ordered.some((entry, index) => {
    const next = ordered[index + 1];
    return next !== undefined && entry.headerAt + 30 + entry.packedSize > next.headerAt;
  });
}

function leadsOut(name: string): boolean {
  const path = name.replaceAll('\\', '/');
  return path.startsWith('/') || /^[a-z]:/i.test(path) || path.includes('\0') || path.split('/').includes('..');
}
