import { Agent, request } from 'undici';
import type { Readable } from 'node:stream';
import { errorCodes, RequestError, type Bilingual, type ErrorCode } from '../errors.ts';
import type { Logger } from '../logging.ts';
import { Circuit } from './circuit.ts';

/** The peer gave no usable answer: it is down, too slow, or broken. Worth another attempt. */
export class PeerUnavailable extends Error {
  override readonly name = 'PeerUnavailable';
}

interface PeerOptions {
  /** The peer's private address; a function, because in one process it is known only once the peer listens. */
  readonly url: () => string;
  /** A service token for the peer. */
  readonly token: () => Promise<string>;
  readonly logger: Logger;
  /** A stream of file bytes that stands still this long is dead, in milliseconds; 10 s where left out. */
  readonly standstillMs?: number;
}

/** The receiver pulls the files before it answers, so an answer may take as long as all of its files. */
const answerTimeoutMs = 10 * 60_000;
/** Whether a receiver that takes longer than this is there at all is found out beside the request, again and again. */
const doubtAfterMs = 2000;
const probeTimeoutMs = 2000;
const connectTimeoutMs = 2000;
const standstillMs = 10_000;

/** Refusals that say nothing about the message itself: the peer would take it another time. */
const passingStatuses = new Set([401, 403, 408, 425, 429]);

/** The other system, as this one talks to it: JSON and file bytes over HTTP, with a service token. */
export class Peer {
  /** Open while the peer does not answer: `send` then fails at once, without touching the network. */
  readonly circuit: Circuit;
  readonly #options: PeerOptions;
  readonly #agent: Agent;
  readonly #underWay = new Set<AbortController>();

  constructor(options: PeerOptions) {
    this.#options = options;
    const idleMs = options.standstillMs ?? standstillMs;
    this.#agent = new Agent({
      // Finds out about a host that vanished without a word while an answer is awaited.
      connect: { timeout: connectTimeoutMs, keepAlive: true, keepAliveInitialDelay: 10_000 },
      headersTimeout: idleMs,
      bodyTimeout: idleMs,
    });
    this.circuit = new Circuit({ probe: () => this.#probe(), logger: options.logger });
    this.circuit.follow((isOpen) => {
      if (isOpen) for (const waiting of this.#underWay) waiting.abort();
    });
  }

  /**
   * Sends JSON and reads a JSON answer (undefined for an empty one).
   *
   * @throws RequestError where the peer refuses for good, with its code and sentence; PeerUnavailable otherwise, at once
   *   where the circuit is open, and as soon as it opens.
   */
  async send(method: 'PUT' | 'POST', path: string, body: object, timeoutMs = answerTimeoutMs): Promise<unknown> {
    if (this.circuit.isOpen) throw new PeerUnavailable('the peer has not answered lately');
    const controller = new AbortController();
    this.#underWay.add(controller);
    const timer = setTimeout(() => controller.abort(), timeoutMs);
    const doubts = setInterval(() => void this.circuit.suspect(), doubtAfterMs);
    try {
      const answer = await this.#request(method, path, {
        signal: controller.signal,
        body: JSON.stringify(body),
        headersTimeout: answerTimeoutMs,
      });
      return await this.#read(answer.body, `${method} ${path}`);
    } finally {
      clearTimeout(timer);
      clearInterval(doubts);
      this.#underWay.delete(controller);
    }
  }

  async #read(body: { text(): Promise<string> }, what: string): Promise<unknown> {
    try {
      const text = await body.text();
      return text === '' ? undefined : JSON.parse(text);
    } catch (error) {
      throw this.#unavailable(`the answer to ${what} broke off`, error);
    }
  }

  /**
   * The bytes of a file; a stream that stands still errs. The caller must read it to the end or destroy it. Asked whatever
   * the circuit says, since files are only pulled from a peer that has just been heard of.
   *
   * @throws RequestError `NOT_FOUND` where the peer has no such file (any more); PeerUnavailable otherwise.
   */
  async file(path: string): Promise<Readable> {
    const { body } = await this.#request('GET', path);
    return body;
  }

  async #request(
    method: 'GET' | 'PUT' | 'POST',
    path: string,
    options: { body?: string; signal?: AbortSignal; headersTimeout?: number } = {},
  ) {
    const { statusCode, body: answer } = await this.#reach(method, path, options);
    if (statusCode >= 200 && statusCode < 300) return { body: answer };
    const text = await answer.text().catch(() => '');
    const refusal = statusCode < 500 && !passingStatuses.has(statusCode) ? readRefusal(text) : null;
    if (refusal) throw refusal;
    if (method === 'GET' && (statusCode === 404 || statusCode === 410)) throw fileGone();
    throw this.#unavailable(`${method} ${path} was answered with ${statusCode}`);
  }

  async #reach(
    method: 'GET' | 'PUT' | 'POST',
    path: string,
    options: { body?: string; signal?: AbortSignal; headersTimeout?: number },
  ) {
    try {
      const authorization = `Bearer ${await unlessAborted(this.#options.token(), options.signal)}`;
      const json = options.body !== undefined && { 'content-type': 'application/json' };
      return await request(new URL(path, this.#options.url()), {
        ...options,
        method,
        headers: { authorization, ...json },
        dispatcher: this.#agent,
      });
    } catch (error) {
      throw this.#unavailable(`${method} ${path} had no answer`, error);
    }
  }

  /** Every failure that may come from a peer that is not there raises the question whether it is. */
  #unavailable(message: string, cause?: unknown): PeerUnavailable {
    void this.circuit.suspect();
    return new PeerUnavailable(message, { cause });
  }

  /** What every message needs: a token, and a peer with all that it depends on. */
  async #probe(): Promise<void> {
    const signal = AbortSignal.timeout(probeTimeoutMs);
    await unlessAborted(this.#options.token(), signal);
    const url = new URL('/health/ready', this.#options.url());
    const { statusCode, body } = await request(url, { dispatcher: this.#agent, signal });
    await body.dump();
    if (statusCode !== 200) throw new Error(`the peer is not ready: ${statusCode}`);
  }

  async close(): Promise<void> {
    this.circuit.stop();
    await this.#agent.destroy();
  }
}

async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return promise;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(new Error('the request was given up', { cause: signal.reason }));
  signal.addEventListener('abort', abort, { once: true });
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', abort));
}

function fileGone(): RequestError {
  return new RequestError('NOT_FOUND', {
    vi: 'Tệp cần chuyển không còn ở hệ thống gửi. Hãy chọn lại tệp rồi chuyển lại.',
    en: 'A file that was to cross is not there any more. Choose the files again, then send again.',
  });
}

/** The peers' form of a refusal, `{ code, message: { vi, en } }`; null for anything else, such as a proxy's page. */
function readRefusal(text: string): RequestError | null {
  try {
    const refusal: unknown = JSON.parse(text);
    return isRefusal(refusal) ? new RequestError(refusal.code, refusal.message) : null;
  } catch {
    return null;
  }
}

function isRefusal(value: unknown): value is { code: ErrorCode; message: Bilingual } {
  if (typeof value !== 'object' || value === null || !('code' in value) || !('message' in value)) return false;
  const { code, message } = value;
  return (
    typeof code === 'string' &&
    Object.hasOwn(errorCodes, code) &&
    typeof message === 'object' &&
    message !== null &&
    'vi' in message &&
    'en' in message &&
    typeof message.vi === 'string' &&
    typeof message.en === 'string'
  );
}
