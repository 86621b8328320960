import { createHash } from 'node:crypto';
import { RequestError } from '../errors.ts';
import { clientNetwork } from '../serving/client-network.ts';

/**
 * How attempts to sign in are slowed down: after a few failures each further one has to wait, twice as long every time.
 *
 * Failures are counted three times over. For an account from one address, strictly: that is somebody guessing. For an
 * address, whatever the account: that is somebody trying one password on everybody; loosely, since a whole office may share
 * an address. And for an account, from wherever: that is somebody who guesses from many addresses; with a wait of a minute
 * at most, and none at all from an address where somebody has signed in before, so that no stranger elsewhere keeps an
 * officer out. Whether an account exists makes no difference to any of this.
 */
interface Limit {
  /** Failures that cost nothing. */
  readonly free: number;
  readonly longestWaitSeconds: number;
}

const limits = {
  pair: { free: 5, longestWaitSeconds: 15 * 60 },
  address: { free: 100, longestWaitSeconds: 60 },
  account: { free: 20, longestWaitSeconds: 60 },
} as const satisfies Record<string, Limit>;

export type Counter = keyof typeof limits;

/** A day without a failure, and all is forgotten. */
const forgottenAfterMs = 24 * 3_600_000;
/** From an address where somebody has signed in within this time, officers are expected. */
const knownAddressMs = 90 * 24 * 3_600_000;

/** What has been counted under one key. */
export interface Tally {
  readonly failures: number;
  readonly lastFailureAt: Date | null;
  readonly lastSuccessAt: Date | null;
}

export type Tallies = Readonly<Record<Counter, Tally>>;

export const noAttempts: Tally = { failures: 0, lastFailureAt: null, lastSuccessAt: null };

/** The names under which an attempt is counted. They hold neither account nor address in clear. */
export function attemptKeys(account: string, address: string | undefined): Readonly<Record<Counter, string>> {
  const place = clientNetwork(address ?? '');
  const key = (...parts: string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
  return { pair: key('pair', account, place), address: key('address', place), account: key('account', account) };
}

/** Until when an attempt has to wait, or null where it may be made now. */
export function waitUntil(tallies: Tallies, now: Date): Date | null {
  const { lastSuccessAt } = tallies.address;
  const isKnownAddress = lastSuccessAt !== null && now.getTime() - lastSuccessAt.getTime() < knownAddressMs;
  const counters: readonly Counter[] = isKnownAddress ? ['pair', 'address'] : ['pair', 'address', 'account'];
  const ends = counters.map((counter) => endOfWait(limits[counter], tallies[counter], now));
  const last = Math.max(...ends);
  return last > now.getTime() ? new Date(last) : null;
}

function endOfWait({ free, longestWaitSeconds }: Limit, { failures, lastFailureAt }: Tally, now: Date): number {
  if (lastFailureAt === null || failures < free || isForgotten(lastFailureAt, now)) return 0;
  return lastFailureAt.getTime() + Math.min(2 ** (failures - free), longestWaitSeconds) * 1000;
}

function isForgotten(lastFailureAt: Date, now: Date): boolean {
  return now.getTime() - lastFailureAt.getTime() > forgottenAfterMs;
}

/**
 * An attempt counts as a failure from its beginning, so that many at once are not tried before the first one has failed;
 * `afterSuccess` takes that back.
 */
export function afterAttempt(tally: Tally, now: Date): Tally {
  const failures = tally.lastFailureAt !== null && isForgotten(tally.lastFailureAt, now) ? 0 : tally.failures;
  return { ...tally, failures: failures + 1, lastFailureAt: now };
}

/** The account starts anew. The address does not: with one account of one's own, one could otherwise guess at others. */
export function afterSuccess(counter: Counter, tally: Tally, now: Date): Tally {
  const failures = counter === 'address' ? Math.max(tally.failures - 1, 0) : 0;
  return { ...tally, failures, lastSuccessAt: now };
}

/** How long a wait lasts, in whole seconds, never 0. */
export function secondsUntil(until: Date, now: Date): number {
  return Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
}

/** The refusal of an attempt that has to wait; it says when to try again, and nothing about the account. */
export function tooManyAttempts(until: Date, now: Date): RequestError {
  const seconds = secondsUntil(until, now);
  return new RequestError('RATE_LIMITED', {
    vi: `Đã có quá nhiều lần đăng nhập không thành công. Hãy thử lại sau ${seconds} giây.`,
    en: `There have been too many failed attempts to sign in. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
  });
}
