import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../logging.ts';

export interface ListenOptions {
  readonly url: string;
  /** Names the connection in the server, and the listener in the log. */
  readonly name: string;
  readonly channels: readonly string[];
  readonly logger: Logger;
  /** What a `NOTIFY` carried, in the order in which the transactions committed. */
  readonly onNotification: (payload: string, channel: string) => void;
  /**
   * From here on everything is heard, and what was said before may have been missed: called when the connection stands
   * for the first time, and again after each time it was lost. Whoever must miss nothing reads the state itself now.
   */
  readonly onGap: () => void;
}

/** Following `NOTIFY` until it is closed. */
export interface Listening extends AsyncDisposable {
  close(): Promise<void>;
}

/** A server that vanished without a word is noticed by a question that stays without an answer. */
const heartbeatMs = 15_000;
const answerWithinMs = 5_000;
const firstPauseMs = 100;
const longestPauseMs = 5_000;

/**
 * Listens to PostgreSQL's `NOTIFY` on a connection of its own, and connects anew whenever that is lost. Notifications are
 * hints: PostgreSQL keeps them for nobody who is not connected.
 */
export function listen(options: ListenOptions): Listening {
  const closing = new AbortController();
  const following = follow(options, closing.signal);
  const close = async (): Promise<void> => {
    closing.abort();
    await following;
  };
  return { close, [Symbol.asyncDispose]: close };
}

async function follow(options: ListenOptions, closing: AbortSignal): Promise<void> {
  let pauseMs = firstPauseMs;
  while (!closing.aborted) {
    try {
      await connected(options, closing, () => {
        pauseMs = firstPauseMs;
      });
    } catch (error) {
      options.logger.warn({ err: error, listener: options.name }, 'lost the connection that listens for notifications');
    }
    await delay(pauseMs, undefined, { signal: closing }).catch(() => undefined);
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  }
}

/** Stays on one connection until it is lost, which rejects, or `closing`. */
async function connected(options: ListenOptions, closing: AbortSignal, onConnected: () => void): Promise<void> {
  const client = new pg.Client({
    connectionString: options.url,
    application_name: `lienthong ${options.name} listener`,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    query_timeout: answerWithinMs,
  });
  const lost = Promise.withResolvers<never>();
  // Nobody may be waiting for it when it happens.
  lost.promise.catch(() => undefined);
  client.on('error', lost.reject);
  client.on('end', () => lost.reject(new Error('the server ended the connection')));
  client.on('notification', ({ channel, payload }) => options.onNotification(payload ?? '', channel));
  try {
    await client.connect();
    for (const channel of options.channels) await client.query(`listen ${client.escapeIdentifier(channel)}`);
    onConnected();
    options.onGap();
    while (!closing.aborted) {
      await Promise.race([lost.promise, delay(heartbeatMs, undefined, { signal: closing }).catch(() => undefined)]);
      if (!closing.aborted) await Promise.race([lost.promise, client.query('select 1')]);
    }
  } finally {
    client.removeAllListeners('notification');
    const ended = client.end().catch(() => undefined);
    // A server that does not answer does not say goodbye either.
    await Promise.race([ended, delay(1_000, undefined, { ref: false })]);
  }
}
