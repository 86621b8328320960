import { createHash } from 'node:crypto';

/**
 * No access token counts for longer than this after it was issued, whatever expiry it names, in seconds: so that the end of
 * a session need not be remembered for longer either.
 */
export const longestTokenLifeSeconds = 24 * 3_600;

/** That tokens of a session, or of a person, are good no more. */
export interface EndedSession {
  /** Of `sessionKey`. */
  readonly key: string;
  /** Tokens that were issued up to then, in seconds since 1970, count no more. */
  readonly upTo: number;
}

/** What an access token says about the session that it belongs to. */
export interface TokenSession {
  readonly keys: readonly string[];
  /** Seconds since 1970. */
  readonly issuedAt: number;
}

/** What an issuer calls a session (`sid`) and a person (`sub`). */
interface SessionNames {
  readonly issuer: string;
  readonly sid: string | undefined;
  readonly sub: string | undefined;
}

type NameKind = 'sid' | 'sub' | 'sub without sid';

/** A name of an issuer's that is no account name to whoever reads it in a table or on the way. */
function sessionKey(issuer: string, kind: NameKind, name: string): string {
  return createHash('sha256')
    .update(JSON.stringify([issuer, kind, name]))
    .digest('base64url');
}

/** Under which names the session of an access token may have been ended. */
export function keysOfToken({ issuer, sid, sub }: SessionNames): string[] {
  const keys = sub === undefined ? [] : [sessionKey(issuer, 'sub', sub)];
  if (sid !== undefined) return [...keys, sessionKey(issuer, 'sid', sid)];
  return sub === undefined ? keys : [...keys, sessionKey(issuer, 'sub without sid', sub)];
}

/**
 * What a logout that an issuer told us of at `at` (seconds since 1970) has ended. With a `sid` it is that session alone;
 * tokens that name no session could belong to it, so those of the same person end with it. Without one it is every session
 * of the person.
 */
export function endedBy({ issuer, sid, sub }: SessionNames, at: number): EndedSession[] {
  if (sid === undefined) return sub === undefined ? [] : [{ key: sessionKey(issuer, 'sub', sub), upTo: at }];
  // A session that is over begins no more, so a token of it that claims to be younger comes from a clock that is off.
  const session = { key: sessionKey(issuer, 'sid', sid), upTo: at + longestTokenLifeSeconds };
  return sub === undefined ? [session] : [session, { key: sessionKey(issuer, 'sub without sid', sub), upTo: at }];
}

/** Which sessions have ended, as far as this process knows: asked at every request, so it is in memory. */
export class EndedSessions {
  readonly #ended = new Map<string, { readonly upTo: number; readonly learntAt: number }>();
  readonly #now: () => Date;

  constructor(now: () => Date = () => new Date()) {
    this.#now = now;
  }

  /** Those of the list that were not known are added, and returned. */
  add(list: readonly EndedSession[]): EndedSession[] {
    const learntAt = this.#now().getTime();
    const news = list.filter(({ key, upTo }) => upTo > (this.#ended.get(key)?.upTo ?? -Infinity));
    for (const { key, upTo } of news) {
      this.#ended.delete(key);
      this.#ended.set(key, { upTo, learntAt });
    }
    this.#forgetOld(learntAt);
    return news;
  }

  /** Whether a token belongs to a session that has ended. */
  covers({ keys, issuedAt }: TokenSession): boolean {
    if (this.#ended.size === 0) return false;
    return keys.some((key) => issuedAt <= (this.#ended.get(key)?.upTo ?? -Infinity));
  }

  /** What this process has learnt at that time or later, in milliseconds since 1970. */
  learntSince(time: number): EndedSession[] {
    const list: EndedSession[] = [];
    for (const [key, { upTo, learntAt }] of this.#ended) if (learntAt >= time) list.push({ key, upTo });
    return list;
  }

  /** The Map is in the order of learning: the first that is young enough ends the search. */
  #forgetOld(now: number): void {
    for (const [key, { learntAt }] of this.#ended) {
      if (learntAt + keptMs > now) return;
      this.#ended.delete(key);
    }
  }
}

/** Twice as long as a token lives: clocks may be off, and a logout may reach us late. */
const keptMs = 2 * longestTokenLifeSeconds * 1000;
