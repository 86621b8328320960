import type { WebSocket } from 'ws';
import { errorCodes, type ErrorCode } from '../../platform/errors.ts';
import type { RequestOrigin } from '../../platform/serving/subgraph-source.ts';
import type { Principal } from '../../platform/tokens/principal.ts';
import type { AnswerStream, StreamEnd } from './answer-stream.ts';
import type { OpenConnection } from './open-connections.ts';

/** A connection that is closed and does not answer is cut after this long. */
const goodbyeMs = 1_000;

/** As codes of GraphQL over WebSocket and of RFC 6455 and its registry have them; clients know which to come again after. */
export const closeCodes = { forbidden: 4403, failed: 4500, restart: 1012, later: 1013 } as const;

/** One WebSocket with the streams that it carries, and who they are for. */
export class WebSocketSession implements OpenConnection {
  /** Its token and language may come with the first message, since browsers can set no headers. */
  origin: RequestOrigin;
  principal: Principal | undefined;
  readonly address: string;
  readonly #socket: WebSocket;
  readonly #streams = new Set<AnswerStream>();
  #isAlive = true;
  #opened = 0;

  constructor(socket: WebSocket, origin: RequestOrigin, address: string) {
    this.#socket = socket;
    this.origin = origin;
    this.address = address;
    socket.on('pong', () => (this.#isAlive = true));
  }

  /** Undefined until it has been verified once. */
  get token(): string | undefined {
    return this.principal && this.origin.token;
  }

  /** Of the next stream: each has an id of its own in the logs, which begins with the connection's. */
  nextOrigin(): RequestOrigin {
    this.#opened += 1;
    return { ...this.origin, requestId: `${this.origin.requestId.slice(0, 100)}:${this.#opened}` };
  }

  carry(stream: AnswerStream): void {
    this.#streams.add(stream);
  }

  drop(stream: AnswerStream): void {
    this.#streams.delete(stream);
  }

  /** Whoever has not answered the last one is gone. */
  beat(): void {
    if (!this.#isAlive) return this.#socket.terminate();
    this.#isAlive = false;
    this.#socket.ping();
  }

  end(why: 'unauthenticated' | 'stopping'): void {
    if (why === 'stopping') this.close(closeCodes.restart, 'restart', why);
    else this.refuse(closeCodes.forbidden, 'UNAUTHENTICATED');
  }

  /** Closes with a code for programs, and the sentence of it. */
  refuse(closeCode: number, code: ErrorCode): void {
    this.close(closeCode, `${code}: ${errorCodes[code][this.origin.language]}`, 'unauthenticated');
  }

  /** Streams end after the socket is closed: none of them is to tell its client that it was complete. */
  close(code: number, reason: string, end: StreamEnd): void {
    this.#socket.close(code, shortened(reason));
    setTimeout(() => this.#socket.terminate(), goodbyeMs).unref();
    for (const stream of this.#streams) stream.end(end);
  }
}

/** RFC 6455 leaves 123 bytes for a reason. */
function shortened(reason: string): string {
  let text = reason;
  while (Buffer.byteLength(text) > 123) text = text.slice(0, -1);
  return text;
}
