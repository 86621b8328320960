import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { gatherWrites } from '../../platform/serving/gathered-writes.ts';
import { Deadlines, type Deadline } from '../deadlines.ts';
import { ResponseReader } from './response-reader.ts';

export interface Answer {
  readonly status: number;
  readonly bytes: Buffer;
}

/** The other end closed the connection before it answered; whether it read the request, nobody knows. */
export class ConnectionLost extends Error {}

export interface ConnectionLimits {
  readonly connectMs: number;
  /** From sending to the whole answer. */
  readonly answerMs: number;
  readonly maxAnswerBytes: number;
}

/** Servers that say nothing of it keep a connection for 5 seconds or longer. */
const longestIdleMs = 4000;

/**
 * Connections to one origin, kept from request to request: as many as there are requests under way, each with one at a
 * time, so that no answer waits behind a slower one.
 *
 * This is the hottest way through the gateway. An HTTP client for everything makes a stream, a signal and a list of headers
 * for each request; of a subgraph's answer nobody wants more than its status and bytes.
 */
export class KeptConnections {
  readonly #origin: URL;
  readonly #limits: ConnectionLimits;
  readonly #answers: Deadlines;
  readonly #all = new Set<Connection>();
  /** The last one used comes first: what is seldom needed goes idle, and is closed. */
  readonly #idle: Connection[] = [];
  readonly #sweeping: NodeJS.Timeout;
  #closed: (() => void) | null = null;

  constructor(origin: URL, limits: ConnectionLimits) {
    this.#origin = origin;
    this.#limits = limits;
    this.#answers = new Deadlines(limits.answerMs);
    this.#sweeping = setInterval(() => this.#closeIdle(), longestIdleMs / 2).unref();
  }

  /**
   * Sends a whole request, head and body, one character a byte.
   *
   * Rejects with `ConnectionLost`, `UnreadableResponse`, an Error of the network, or one that says that time is up.
   */
  send(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#closed) reject(new Error('the connections are closed'));
      else (this.#takeIdle() ?? this.#open()).exchange(request, resolve, reject);
    });
  }

  /** Finishes what is under way. */
  close(): Promise<void> {
    clearInterval(this.#sweeping);
    return new Promise((resolve) => {
      this.#closed = resolve;
      for (const connection of this.#idle.splice(0)) connection.destroy();
      if (this.#all.size === 0) resolve();
    });
  }

  #open(): Connection {
    const connection: Connection = new Connection(this.#origin, this.#limits, this.#answers, {
      idle: () => {
        if (this.#closed) connection.destroy();
        else this.#idle.push(connection);
      },
      gone: () => {
        this.#all.delete(connection);
        const at = this.#idle.indexOf(connection);
        if (at >= 0) this.#idle.splice(at, 1);
        if (this.#closed && this.#all.size === 0) this.#closed();
      },
    });
    this.#all.add(connection);
    return connection;
  }

  #takeIdle(): Connection | undefined {
    const now = performance.now();
    for (let connection = this.#idle.pop(); connection; connection = this.#idle.pop()) {
      if (connection.idleUntil > now) return connection;
      connection.destroy();
    }
    return undefined;
  }

  #closeIdle(): void {
    const now = performance.now();
    for (const connection of this.#idle.filter(({ idleUntil }) => idleUntil <= now)) connection.destroy();
  }
}

interface Exchange {
  readonly reader: ResponseReader;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
  readonly deadline: Deadline;
}

interface ConnectionEvents {
  readonly idle: () => void;
  readonly gone: () => void;
}

class Connection {
  idleUntil = 0;
  readonly #socket: Socket;
  readonly #limits: ConnectionLimits;
  readonly #answers: Deadlines;
  readonly #events: ConnectionEvents;
  #exchange: Exchange | null = null;

  constructor(origin: URL, limits: ConnectionLimits, answers: Deadlines, events: ConnectionEvents) {
    this.#limits = limits;
    this.#answers = answers;
    this.#events = events;
    const socket = connect(origin, (chunk) => this.#take(chunk));
    const slow = setTimeout(
      () => socket.destroy(new Error(`no connection within ${limits.connectMs} ms`)),
      limits.connectMs,
    );
    socket.setNoDelay(true);
    gatherWrites(socket);
    socket.once(origin.protocol === 'https:' ? 'secureConnect' : 'connect', () => clearTimeout(slow));
    socket.on('end', () => this.#ended());
    socket.on('error', (error) =>
      this.#fail(isReset(error) ? new ConnectionLost(error.message, { cause: error }) : error),
    );
    socket.on('close', () => {
      clearTimeout(slow);
      this.#fail(new ConnectionLost('closed before the answer'));
      events.gone();
    });
    this.#socket = socket;
  }

  exchange(request: string, resolve: Exchange['resolve'], reject: Exchange['reject']): void {
    const { answerMs, maxAnswerBytes } = this.#limits;
    const deadline = this.#answers.begin(() => this.#fail(new Error(`no answer within ${answerMs} ms`)));
    this.#exchange = { reader: new ResponseReader(maxAnswerBytes), resolve, reject, deadline };
    this.#socket.cork();
    this.#socket.write(request, 'latin1');
    this.#socket.uncork();
  }

  destroy(): void {
    this.idleUntil = 0;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    // Something that nobody asked for.
    if (!this.#exchange) return this.destroy();
    try {
      if (this.#exchange.reader.take(chunk)) this.#finish(this.#exchange);
    } catch (error) {
      this.#fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #ended(): void {
    if (this.#exchange?.reader.end()) this.#finish(this.#exchange);
    this.destroy();
  }

  #finish({ reader, resolve, deadline }: Exchange): void {
    this.#answers.end(deadline);
    this.#exchange = null;
    // A request that was answered before it was read cannot be followed by another.
    const keepMs = this.#socket.writableLength > 0 ? 0 : Math.min(reader.keepMs, longestIdleMs);
    if (keepMs > 0) {
      this.idleUntil = performance.now() + keepMs;
      this.#events.idle();
    } else this.destroy();
    resolve({ status: reader.status, bytes: reader.body() });
  }

  #fail(error: Error): void {
    const exchange = this.#exchange;
    this.#exchange = null;
    if (exchange) {
      this.#answers.end(exchange.deadline);
      exchange.reject(error);
    }
    this.destroy();
  }
}

/** What arrives is read before anything else arrives, on whichever connection: all of them share one buffer. */
const arrival = Buffer.allocUnsafeSlow(64 * 1024);

/** @param take is given what arrives; it may be overwritten afterwards */
function connect({ protocol, hostname, port }: URL, take: (chunk: Buffer) => void): Socket {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol === 'http:') {
    const callback = (length: number) => {
      take(arrival.subarray(0, length));
      return true;
    };
    return connectTcp({ host, port: Number(port || 80), onread: { buffer: arrival, callback } });
  }
  return connectTls({ host, port: Number(port || 443), ALPNProtocols: ['http/1.1'] }).on('data', take);
}

function isReset(error: Error): boolean {
  return 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}
