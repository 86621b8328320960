import { takeBuffer } from '../../../../platform/serving/reused-buffers.ts';
import { pieceKind, type Literals, type Scan } from './pieces.ts';

/** A root field of the answer: text, or the pieces of a fetch. */
export type RootField = { readonly literal: Buffer } | { readonly fetch: number; readonly name: string };

/** Puts the answer together in one buffer of just the right size. */
export function joinPieces(
  scans: readonly (Scan | undefined)[],
  fields: readonly RootField[],
  literals: Literals,
): Buffer {
  const scanOf = (fetch: number): Scan => {
    const scan = scans[fetch];
    if (!scan) throw new Error('a hole of a fetch that did not run');
    return scan;
  };

  function sizeOf(scan: Scan, from: number, to: number): number {
    const { pieces } = scan;
    let size = 0;
    for (let at = from; at < to; at += 3) {
      const kind = pieces[at];
      const first = pieces[at + 1] ?? 0;
      const second = pieces[at + 2] ?? 0;
      if (kind === pieceKind.bytes) size += second - first;
      else if (kind === pieceKind.literal) size += literals.texts[first]?.length ?? 0;
      else {
        const inner = scanOf(first);
        const bound = inner.boundOf(second);
        size += sizeOf(inner, inner.bounds[bound] ?? 0, inner.bounds[bound + 1] ?? 0);
      }
    }
    return size;
  }

  const parts = fields.map((field) => {
    if ('literal' in field) return field;
    const scan = scanOf(field.fetch);
    const [from, to] = scan.fields.get(field.name) ?? [0, 0];
    return { scan, from, to };
  });
  let size = opening.length + closing.length + Math.max(0, fields.length - 1);
  for (const part of parts) size += 'literal' in part ? part.literal.length : sizeOf(part.scan, part.from, part.to);
  const answer = takeBuffer(size);
  let end = 0;
  function put(bytes: Buffer, from: number, to: number): void {
    if (to - from > 40) end += bytes.copy(answer, end, from, to);
    else for (let at = from; at < to; at++) answer[end++] = bytes[at] ?? 0;
  }
  function write(scan: Scan, from: number, to: number): void {
    const { pieces, bytes } = scan;
    for (let at = from; at < to; at += 3) {
      const kind = pieces[at];
      const first = pieces[at + 1] ?? 0;
      const second = pieces[at + 2] ?? 0;
      if (kind === pieceKind.bytes) put(bytes, first, second);
      else if (kind === pieceKind.literal) {
        const text = literals.texts[first];
        if (text) put(text, 0, text.length);
      } else {
        const inner = scanOf(first);
        const bound = inner.boundOf(second);
        write(inner, inner.bounds[bound] ?? 0, inner.bounds[bound + 1] ?? 0);
      }
    }
  }

  put(opening, 0, opening.length);
  for (const [index, part] of parts.entries()) {
    if (index > 0) answer[end++] = 0x2c;
    if ('literal' in part) put(part.literal, 0, part.literal.length);
    else write(part.scan, part.from, part.to);
  }
  put(closing, 0, closing.length);
  return answer;
}

const opening = Buffer.from('{"data":{');
const closing = Buffer.from('}}\n');
