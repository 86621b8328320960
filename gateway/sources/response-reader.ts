import { takeBuffer } from '../../platform/serving/reused-buffers.ts';
import { ChunkedBody } from './chunked-body.ts';
import { UnreadableResponse } from './unreadable-response.ts';

/** A server that sends longer headers is none of ours. */
const maxHeadBytes = 32 * 1024;

/** A request must not meet the moment in which the other end closes the connection. */
const keepMarginMs = 1000;

const blankLine = Buffer.from('\r\n\r\n');
const nothing = Buffer.alloc(0);

/** The lengths of the names of the fields that are read: most others are told apart by nothing more. */
const lengthsOfNames = new Set(
  ['content-length', 'transfer-encoding', 'connection', 'keep-alive'].map((name) => name.length),
);

/**
 * Reads one response to a POST off a connection (RFC 9112), without its headers. What it is given may be overwritten
 * afterwards.
 */
export class ResponseReader {
  status = 0;
  /** For how long the connection may be used again, in milliseconds; 0 where it may not. */
  keepMs = Infinity;
  readonly #maxBytes: number;
  #unfinishedHead: Buffer | null = null;
  #framing: 'unknown' | 'length' | 'chunked' | 'connection' = 'unknown';
  #chunked: ChunkedBody | null = null;
  /** A body that says its length. */
  #whole: Buffer = nothing;
  /** A body that does not. */
  readonly #pieces: Buffer[] = [];
  /** How much of the body has come. */
  #size = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /**
   * Takes what came; true once the response is whole.
   *
   * @throws UnreadableResponse
   */
  take(chunk: Buffer): boolean {
    return this.#framing === 'unknown' ? this.#takeHead(chunk) : this.#takeBody(chunk);
  }

  /** Whether the response is whole now that the other end has closed the connection. */
  end(): boolean {
    this.keepMs = 0;
    return this.#framing === 'connection';
  }

  body(): Buffer {
    return this.#framing === 'length' ? this.#whole : Buffer.concat(this.#pieces, this.#size);
  }

  #takeHead(chunk: Buffer): boolean {
    const bytes = this.#unfinishedHead ? Buffer.concat([this.#unfinishedHead, chunk]) : chunk;
    const end = bytes.indexOf(blankLine);
    if (end > maxHeadBytes || (end < 0 && bytes.length > maxHeadBytes)) {
      throw new UnreadableResponse(`headers of more than ${maxHeadBytes} bytes`);
    }
    this.#unfinishedHead = end < 0 ? Buffer.from(bytes) : null;
    if (end < 0) return false;
    this.#readHead(bytes.toString('latin1', 0, end));
    const rest = bytes.subarray(end + blankLine.length);
    // An interim response: the real one follows.
    return this.status < 200 ? this.#takeHead(rest) : this.#takeBody(rest);
  }

  #readHead(head: string): void {
    const [statusLine = '', ...fields] = head.split('\r\n');
    const [, minor, status] = /^HTTP\/1\.([01]) (\d{3})(?: |$)/.exec(statusLine) ?? [];
    if (status === undefined || status === '101') {
      throw new UnreadableResponse(`no response: ${statusLine.slice(0, 100)}`);
    }
    this.status = Number(status);
    if (this.status < 200) return;
    if (minor === '0') this.keepMs = 0;
    let length: string | undefined;
    let coding: string | undefined;
    for (const field of fields) {
      const colon = field.indexOf(':');
      if (!lengthsOfNames.has(colon)) continue;
      const value = field.slice(colon + 1).trim();
      switch (field.slice(0, colon).toLowerCase()) {
        case 'content-length':
          if (length !== undefined && length !== value) throw new UnreadableResponse('two lengths');
          length = value;
          break;
        case 'transfer-encoding':
          coding = coding === undefined ? value.toLowerCase() : 'several codings';
          break;
        case 'connection':
          if (/\bclose\b/i.test(value)) this.keepMs = 0;
          break;
        case 'keep-alive':
          this.#readKeepAlive(value);
      }
    }
    this.#frame(length, coding);
  }

  /** How the body ends (RFC 9112, section 6.3). */
  #frame(length: string | undefined, coding: string | undefined): void {
    if (this.status === 204 || this.status === 304) this.#framing = 'length';
    else if (coding !== undefined) {
      if (coding !== 'chunked' || length !== undefined) throw new UnreadableResponse(`a body in ${coding}`);
      this.#framing = 'chunked';
      this.#chunked = new ChunkedBody();
    } else if (length === undefined) this.#framing = 'connection';
    else {
      if (!/^\d{1,15}$/.test(length)) throw new UnreadableResponse(`a length of ${length.slice(0, 100)}`);
      this.#assertAllowed(Number(length));
      this.#framing = 'length';
      this.#whole = takeBuffer(Number(length));
    }
  }

  #readKeepAlive(value: string): void {
    const seconds = /\btimeout=(\d{1,6})/i.exec(value)?.[1];
    if (seconds !== undefined) this.keepMs = Math.min(this.keepMs, Math.max(0, Number(seconds) * 1000 - keepMarginMs));
  }

  #takeBody(bytes: Buffer): boolean {
    if (this.#framing === 'length') {
      const left = this.#whole.length - this.#size;
      // What nobody asked for makes whatever comes next on this connection doubtful.
      if (bytes.length > left) this.keepMs = 0;
      this.#size += bytes.copy(this.#whole, this.#size, 0, left);
      return this.#size === this.#whole.length;
    }
    if (!this.#chunked) {
      this.#keep(bytes);
      return false;
    }
    const { pieces, rest } = this.#chunked.take(bytes);
    for (const piece of pieces) this.#keep(piece);
    if (rest !== null && rest > 0) this.keepMs = 0;
    return rest !== null;
  }

  #keep(piece: Buffer): void {
    this.#size += piece.length;
    this.#assertAllowed(this.#size);
    this.#pieces.push(Buffer.from(piece));
  }

  #assertAllowed(bytes: number): void {
    if (bytes > this.#maxBytes) throw new UnreadableResponse(`the answer is longer than ${this.#maxBytes} bytes`);
  }
}
