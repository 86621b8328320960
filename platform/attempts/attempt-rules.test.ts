import { describe, expect, test } from 'vitest';
import { afterAttempt, afterSuccess, attemptKeys, noAttempts, waitUntil, type Tallies } from './attempt-rules.ts';

const start = new Date('2026-11-23T02:00:00Z');
const none: Tallies = { pair: noAttempts, address: noAttempts, account: noAttempts };

/** Fails as soon as it may, `times` times; the seconds that it had to wait before each, and where that leads. */
function guess(times: number, tallies: Tallies = none, from: Date = start) {
  let now = from;
  const waits: number[] = [];
  for (let i = 0; i < times; i++) {
    const until = waitUntil(tallies, now) ?? now;
    waits.push((until.getTime() - now.getTime()) / 1000);
    now = until;
    const { pair, address, account } = tallies;
    const at = now;
    tallies = {
      pair: afterAttempt(pair, at),
      address: afterAttempt(address, at),
      account: afterAttempt(account, at),
    };
  }
  return { waits, tallies, now };
}

describe('attempts to sign in', () => {
  test('wait longer and longer after a few failures, up to a quarter of an hour', () => {
    expect(guess(18).waits).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
  });

  test('from elsewhere wait a minute at most, once an account has seen many failures', () => {
    const late = guess(60);
    const from = waitUntil({ ...none, account: late.tallies.account }, late.now);
    expect(from?.getTime()).toBe(late.now.getTime() + 60_000);
  });

  test('from an address where somebody has signed in before do not wait for what strangers did elsewhere', () => {
    const { tallies, now } = guess(60);
    const address = afterSuccess('address', noAttempts, now);
    expect(waitUntil({ pair: noAttempts, address, account: tallies.account }, now)).toBeNull();
    const later = new Date(now.getTime() + 91 * 24 * 3_600_000);
    const account = { ...tallies.account, lastFailureAt: later };
    expect(waitUntil({ pair: noAttempts, address, account }, later)).not.toBeNull();
  });

  test('at many accounts from one address wait too, and a success of their own does not help them', () => {
    let address = noAttempts;
    for (let i = 0; i < 110; i++) address = afterAttempt(address, start);
    expect(waitUntil({ ...none, address }, start)).not.toBeNull();
    expect(waitUntil({ ...none, address: afterSuccess('address', address, start) }, start)).not.toBeNull();
  });

  test('are forgotten after a success, and after a day without any', () => {
    const { tallies, now } = guess(12);
    expect(waitUntil({ ...none, pair: afterSuccess('pair', tallies.pair, now) }, now)).toBeNull();
    const nextDay = new Date(now.getTime() + 25 * 3_600_000);
    expect(afterAttempt(tallies.pair, nextDay).failures).toBe(1);
  });
});

test.each([
  ['2001:db8::1', '2001:db8:0:0:ffff::2', true],
  ['2001:db8:1::1', '2001:db8:2::1', false],
  ['::ffff:10.0.0.1', '10.0.0.1', true],
  ['10.0.0.1', '10.0.0.2', false],
  ['::1', '::2', true],
])('%s and %s count as one address: %s', (one, other, same) => {
  expect(attemptKeys('hoant', one).address === attemptKeys('hoant', other).address).toBe(same);
});
