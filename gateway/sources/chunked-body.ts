import { UnreadableResponse } from './unreadable-response.ts';

/** Longer lines of extensions or trailers are none of ours. */
const maxLineBytes = 8 * 1024;

/** Decodes a body in the chunked transfer coding (RFC 9112, section 7.1); extensions and trailers are passed over. */
export class ChunkedBody {
  #state: 'size' | 'data' | 'data end' | 'trailers' = 'size';
  #line = '';
  #left = 0;

  /**
   * @returns what the chunks hold; `rest` is null while more is to come, and afterwards the number of bytes that came
   *   behind the end.
   * @throws UnreadableResponse
   */
  take(bytes: Buffer): { readonly pieces: readonly Buffer[]; readonly rest: number | null } {
    const pieces: Buffer[] = [];
    let at = 0;
    while (at < bytes.length) {
      if (this.#state === 'data') {
        const end = Math.min(bytes.length, at + this.#left);
        pieces.push(bytes.subarray(at, end));
        this.#left -= end - at;
        at = end;
        if (this.#left === 0) this.#state = 'data end';
        continue;
      }
      const newline = bytes.indexOf(0x0a, at);
      const end = newline < 0 ? bytes.length : newline + 1;
      this.#line += bytes.toString('latin1', at, end);
      at = end;
      if (this.#line.length > maxLineBytes) throw new UnreadableResponse('a line without end');
      if (newline < 0) break;
      if (this.#endLine()) return { pieces, rest: bytes.length - at };
    }
    return { pieces, rest: null };
  }

  /** True at the end of the body. */
  #endLine(): boolean {
    const line = this.#line;
    this.#line = '';
    if (!line.endsWith('\r\n')) throw new UnreadableResponse('a bare line feed');
    switch (this.#state) {
      case 'data end':
        if (line !== '\r\n') throw new UnreadableResponse('a chunk longer than it says');
        this.#state = 'size';
        return false;
      case 'trailers':
        return line === '\r\n';
      default: {
        const size = /^([\da-f]{1,8})[ \t]*(?:;.*)?\r\n$/i.exec(line)?.[1];
        if (size === undefined) throw new UnreadableResponse('a chunk of no size');
        this.#left = Number.parseInt(size, 16);
        this.#state = this.#left === 0 ? 'trailers' : 'data';
        return false;
      }
    }
  }
}
