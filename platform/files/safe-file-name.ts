// Control characters; line and paragraph separators; and the marks that reorder or hide text, with which
// "…gpj.exe" is displayed as "…exe.jpg".
const unsafeCharacters = /[\p{Cc}\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;

/** File systems store names of at most 255 bytes. */
const maxBytes = 255;

const nameless = 'tep-khong-ten';

/**
 * A name that is harmless as a file name, in a header and on a screen, and still the one that people gave: Vietnamese stays
 * as it is (in NFC, so that equal names are equal), folders before the name, control characters, leading dots and
 * trailing dots and spaces go, and a long name is cut before its extension.
 *
 * @example safeFileName('C:\\Hồ sơ\\tờ khai.pdf') // 'tờ khai.pdf'
 */
export function safeFileName(given: string): string {
  const plain = unescapedQuotes(given).toWellFormed().normalize('NFC').replace(unsafeCharacters, '');
  const withoutFolders = plain.slice(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1);
  const name = withoutFolders.replace(/^[\s.]+/u, '').replace(/[\s.]+$/u, '');
  return shortened(name) || nameless;
}

/** Browsers escape a quotation mark in a multipart file name as `%22`, and nothing else that could stand in one. */
function unescapedQuotes(name: string): string {
  return name.replaceAll('%22', '"');
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= maxBytes) return name;
  const dot = name.lastIndexOf('.');
  // What stands after the last dot of a name like this may be no extension but half the name.
  const extension = dot > 0 && name.length - dot <= 16 ? name.slice(dot) : '';
  let room = maxBytes - Buffer.byteLength(extension);
  let stem = '';
  for (const { segment } of new Intl.Segmenter('vi').segment(name.slice(0, name.length - extension.length))) {
    room -= Buffer.byteLength(segment);
    if (room < 0) break;
    stem += segment;
  }
  return stem.trimEnd() + extension;
}
