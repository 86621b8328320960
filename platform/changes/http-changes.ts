import { setTimeout as delay } from 'node:timers/promises';
import { request } from 'undici';
import type { Logger } from '../logging.ts';
import type { ChangeListener, ChangeSource } from './change.ts';
import { changesPath, heartbeatMs } from './serve-changes.ts';

interface HttpChangesOptions {
  /** The subgraph's. */
  readonly name: string;
  /** Its private origin. */
  readonly url: () => string;
  /** A service token that it takes. */
  readonly token: () => Promise<string>;
  readonly logger: Logger;
}

/** So long without a word, a line is dead. */
const silenceMs = 3 * heartbeatMs;
const answerWithinMs = 5_000;
const firstPauseMs = 100;
const longestPauseMs = 5_000;

/** Follows the changes of a subgraph in a process of its own, over one connection, which is made anew whenever it is lost. */
export function createHttpChanges(options: HttpChangesOptions): ChangeSource {
  return {
    name: options.name,
    follow(listener) {
      const closing = new AbortController();
      const following = follow(options, listener, closing.signal);
      return {
        async close() {
          closing.abort();
          await following;
        },
      };
    },
  };
}

async function follow(options: HttpChangesOptions, listener: ChangeListener, closing: AbortSignal): Promise<void> {
  let pauseMs = firstPauseMs;
  let isToldOf = false;
  while (!closing.aborted) {
    try {
      await connected(options, listener, closing, () => {
        pauseMs = firstPauseMs;
        isToldOf = false;
      });
    } catch (error) {
      if (!closing.aborted && !isToldOf) {
        options.logger.warn({ err: error, subgraph: options.name }, 'cannot follow what changes in a subgraph');
      }
      isToldOf = true;
    }
    await delay(pauseMs, undefined, { signal: closing }).catch(() => undefined);
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  }
}

/** Stays on one connection until it is lost, or `closing`. */
async function connected(
  { url, token }: HttpChangesOptions,
  listener: ChangeListener,
  closing: AbortSignal,
  onConnected: () => void,
): Promise<void> {
  const { statusCode, body } = await request(`${url()}${changesPath}`, {
    headers: { authorization: `Bearer ${await token()}` },
    headersTimeout: answerWithinMs,
    bodyTimeout: silenceMs,
    signal: closing,
  });
  if (statusCode !== 200) {
    await body.dump();
    throw new Error(`The subgraph answers ${statusCode} to who follows its changes.`);
  }
  onConnected();
  let begun = '';
  for await (const chunk of body.setEncoding('utf8')) {
    const lines = `${begun}${String(chunk)}`.split('\n');
    begun = lines.pop() ?? '';
    for (const line of lines) if (line !== '') hear(line, listener);
  }
}

/** @throws Error where a line is none of the protocol: the other end is something else, or of another version. */
function hear(line: string, listener: ChangeListener): void {
  const words: unknown = JSON.parse(line);
  if (!Array.isArray(words)) throw new Error('That is no change.');
  const [topic, key]: unknown[] = words;
  if (words.length === 0) listener.onGap();
  else if (typeof topic === 'string' && typeof key === 'string') listener.onChange({ topic, key });
  else throw new Error('That is no change.');
}
