import type { FastifyInstance } from 'fastify';
import { fetchJson } from '../tokens/discovery.ts';
import type { EndedSession, EndedSessions } from './ended-sessions.ts';
import { repeatedly, type Repetition } from './repeatedly.ts';

/** A session must be over everywhere within 5 s; the way may lead through two parts, each of which waits this long. */
const pauseMs = 1_000;

const answerWithinMs = 2_000;

/** The clocks of two processes may be this far apart without anything being missed. */
const overlapMs = 60_000;

const path = '/ended-sessions';

/**
 * `GET /ended-sessions` on a private address: what this process knows, for parts that keep nothing themselves, and for the
 * other system, which may have been down when the logout came. The keys are hashes; they end sessions, and open none.
 */
export function serveEndedSessions(app: FastifyInstance, ended: EndedSessions): void {
  app.get(path, async (request) => {
    const since = new URL(request.url, 'http://private').searchParams.get('since');
    const asOf = Date.now();
    return { asOf, ended: ended.learntSince(Number(since ?? 0) || 0) };
  });
}

/** Asks another part, again and again, which sessions have ended, and hands on what it says. */
export function followEndedSessions(options: {
  readonly url: () => string;
  readonly learn: (list: readonly EndedSession[]) => Promise<void>;
  readonly failed: (error: unknown) => void;
}): Repetition {
  let since = 0;
  return repeatedly(
    async (stopped) => {
      const signal = AbortSignal.any([stopped, AbortSignal.timeout(answerWithinMs)]);
      const answer = await fetchJson(`${options.url()}${path}?since=${since}`, { signal });
      await options.learn(listIn(answer));
      since = typeof answer['asOf'] === 'number' ? answer['asOf'] - overlapMs : 0;
    },
    { pauseMs, failed: options.failed },
  );
}

function listIn(answer: Readonly<Record<string, unknown>>): EndedSession[] {
  const list: unknown = answer['ended'];
  if (!Array.isArray(list) || !list.every(isEndedSession)) throw new Error('That is no list of ended sessions.');
  return list;
}

function isEndedSession(value: unknown): value is EndedSession {
  if (typeof value !== 'object' || value === null || !('key' in value) || !('upTo' in value)) return false;
  return typeof value.key === 'string' && Number.isSafeInteger(value.upTo);
}
