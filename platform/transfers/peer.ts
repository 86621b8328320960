import { Agent, request } from 'undici';
import type { Readable } from 'node:stream';
import { errorCodes, RequestError, type Bilingual, type ErrorCode } from '../errors.ts';

/** The peer gave no usable answer: it is down, too slow, or broken. Worth another attempt. */
export class PeerUnavailable extends Error {
  override readonly name = 'PeerUnavailable';
}

interface PeerOptions {
  /** The peer's private address; a function, because in one process it is known only once the peer listens. */
  readonly url: () => string;
  /** A service token for the peer. */
  readonly token: () => Promise<string>;
}

/** The receiver pulls the files before it answers, so an answer may take as long as its slowest file. */
const answerTimeoutMs = 10 * 60_000;
const connectTimeoutMs = 2000;
/** A stream of file bytes that stands still this long is dead. */
const idleBodyTimeoutMs = 30_000;

/** Refusals that say nothing about the message itself: the peer would take it another time. */
const passingStatuses = new Set([401, 403, 408, 425, 429]);

/** The other system, as this one talks to it: JSON and file bytes over HTTP, with a service token. */
export class Peer {
  readonly #options: PeerOptions;
  readonly #agent = new Agent({
    connect: { timeout: connectTimeoutMs },
    headersTimeout: answerTimeoutMs,
    bodyTimeout: idleBodyTimeoutMs,
    connections: 16,
  });

  constructor(options: PeerOptions) {
    this.#options = options;
  }

  /**
   * Sends JSON and reads a JSON answer (undefined for an empty one).
   *
   * @throws RequestError where the peer refuses for good, with its code and sentence; PeerUnavailable otherwise.
   */
  async send(method: 'PUT' | 'POST', path: string, body: object, timeoutMs = answerTimeoutMs): Promise<unknown> {
    const response = await this.#request(method, path, JSON.stringify(body), timeoutMs);
    try {
      const text = await response.text();
      return text === '' ? undefined : JSON.parse(text);
    } catch (error) {
      throw new PeerUnavailable(`the answer to ${method} ${path} broke off`, { cause: error });
    }
  }

  /**
   * The bytes of a file. The caller must read them to the end or destroy the stream.
   *
   * @throws RequestError `NOT_FOUND` where the peer has no such file; PeerUnavailable otherwise.
   */
  async file(path: string): Promise<Readable> {
    return this.#request('GET', path, null, answerTimeoutMs);
  }

  async #request(method: 'GET' | 'PUT' | 'POST', path: string, body: string | null, timeoutMs: number) {
    const { statusCode, body: answer } = await this.#reach(method, path, body, timeoutMs);
    if (statusCode >= 200 && statusCode < 300) return answer;
    const text = await answer.text().catch(() => '');
    const refusal = statusCode < 500 && !passingStatuses.has(statusCode) ? readRefusal(text) : null;
    throw refusal ?? new PeerUnavailable(`${method} ${path} was answered with ${statusCode}`);
  }

  async #reach(method: 'GET' | 'PUT' | 'POST', path: string, body: string | null, timeoutMs: number) {
    try {
      const authorization = `Bearer ${await this.#options.token()}`;
      const headers = body === null ? { authorization } : { authorization, 'content-type': 'application/json' };
      return await request(new URL(path, this.#options.url()), {
        method,
        headers,
        body,
        dispatcher: this.#agent,
        headersTimeout: timeoutMs,
      });
    } catch (error) {
      throw new PeerUnavailable(`${method} ${path} had no answer`, { cause: error });
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }
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
