interface TextOptions {
  /** Whether `head` is the whole file; a head may end inside a character. */
  readonly complete: boolean;
  /** Whether bytes that are not Unicode may be an 8-bit text (windows-1258, TCVN3). */
  readonly legacyEncodings: boolean;
}

// Control characters that texts hold: tab, line feed, form feed, carriage return, and the end mark of DOS.
const binaryControl = /[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]/; // oxlint-disable-line no-control-regex

/** The media type of a text by how it begins, or null where `head` is not the beginning of a text. */
export function recogniseText(head: Uint8Array, options: TextOptions): string | null {
  const text = decode(head, options);
  if (text === null || binaryControl.test(text)) return null;
  if (text.startsWith('%PDF-')) return 'application/pdf';
  if (text.startsWith('{\\rtf')) return 'application/rtf';
  if (text.startsWith('%!PS')) return 'application/postscript';
  if (text.startsWith('#!')) return 'application/x-sh';
  return recogniseMarkup(text) ?? 'text/plain';
}

function decode(head: Uint8Array, { complete, legacyEncodings }: TextOptions): string | null {
  if (legacyEncodings) return new TextDecoder('windows-1258').decode(head);
  const [first, second] = head;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(head, { stream: !complete });
  } catch {
    return null;
  }
}

// Elements by which browsers take a text without any declaration for HTML.
const htmlElements =
  /^(html|head|body|script|iframe|style|title|h[1-6]|div|font|table|a|b|br|p|img|link|meta|form|input|button|object|embed|base|video|audio|center|frameset|noscript|template)$/i;

/** HTML, SVG or XML by the root element; null where a text merely begins with something that looks like a tag. */
function recogniseMarkup(text: string): string | null {
  let rest = text.trimStart();
  const declared = rest.startsWith('<?xml');
  let doctype: string | undefined;
  for (;;) {
    const skipped =
      /^<\?[^]*?\?>\s*/.exec(rest) ??
      /^<!--[^]*?-->\s*/.exec(rest) ??
      /^<!doctype\s+([\w:.-]+)[^[>]*(?:\[[^]*?\]\s*)?>\s*/i.exec(rest);
    if (!skipped) break;
    doctype ??= skipped[1]?.toLowerCase();
    rest = rest.slice(skipped[0].length);
  }
  if (doctype === 'html') return 'text/html';
  if (doctype === 'svg') return 'image/svg+xml';

  const root = /^<([A-Za-z_][\w.-]*)(?::([A-Za-z_][\w.-]*))?(?=[\s/>])([^>]*)/.exec(rest);
  if (!root) return declared ? 'application/xml' : null;
  const element = (root[2] ?? root[1] ?? '').toLowerCase();
  const attributes = root[3] ?? '';
  if (element === 'svg' || attributes.includes('http://www.w3.org/2000/svg')) return 'image/svg+xml';
  if (element === 'html' || attributes.includes('http://www.w3.org/1999/xhtml')) return 'text/html';
  if (!declared && htmlElements.test(element)) return 'text/html';
  return 'application/xml';
}
