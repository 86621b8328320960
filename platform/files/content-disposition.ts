import type { Disposition } from './signed-address.ts';

/**
 * The header that names a file (RFC 6266): `filename*` carries the real name, and `filename` what an old program makes of
 * it, without diacritics.
 *
 * @example contentDisposition('attachment', 'Đơn.pdf') // attachment; filename="Don.pdf"; filename*=UTF-8''%C4%90%C6%A1n.pdf
 */
export function contentDisposition(disposition: Disposition, name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    // A percent sign is left out as well: some browsers decode it.
    .replace(/[^\x20-\x7e]|["\\%]/gu, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
