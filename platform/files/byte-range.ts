import type { ByteRange } from './file-store.ts';

/**
 * Reads a `Range` header against a file of `size` bytes. A header that is no single range of bytes (several ranges,
 * another unit, nonsense) asks for the whole file, as the standard of HTTP allows.
 *
 * @example parseRange('bytes=-500', 2000) // { start: 1500, end: 1999 }
 */
export function parseRange(header: string | undefined, size: number): ByteRange | 'whole' | 'unsatisfiable' {
  const [, first, last] = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return 'whole';
  if (first === '') {
    const length = Number(last);
    return length === 0 || size === 0 ? 'unsatisfiable' : { start: Math.max(0, size - length), end: size - 1 };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return 'whole';
  if (start >= size) return 'unsatisfiable';
  return { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}
