import { expect, it } from 'vitest';
import type { Principal } from '../../platform/tokens/principal.ts';
import { createMemoryRateStore } from './memory-rate-store.ts';
import { createRateLimit, RateLimited } from './rate-limit.ts';

const officer = (account: string): Principal => ({ kind: 'sso', account, expiresAt: new Date(0) });

function limited() {
  let now = 0;
  const store = createMemoryRateStore(undefined, () => now);
  const charge = createRateLimit(
    { officer: { perSecond: 10, burst: 100 }, address: { perSecond: 20, burst: 300 } },
    store,
  );
  return {
    charge,
    pass: (ms: number) => {
      now += ms;
    },
    wait(account: string | null, address: string, cost: number): number {
      try {
        void charge({ principal: account === null ? null : officer(account), address }, cost);
        return 0;
      } catch (error) {
        if (error instanceof RateLimited) return error.retryAfterSeconds;
        throw error;
      }
    },
  };
}

it('an officer spends a burst, and then what comes back', () => {
  const { wait, pass } = limited();
  expect(wait('hoant', '10.0.0.1', 60)).toBe(0);
  expect(wait('hoant', '10.0.0.1', 40)).toBe(0);
  expect(wait('hoant', '10.0.0.1', 25)).toBe(3);
  pass(2400);
  expect(wait('hoant', '10.0.0.1', 25)).toBe(1);
  pass(100);
  expect(wait('hoant', '10.0.0.1', 25)).toBe(0);
});

it('one cheap request after another is not the same as one dear one', () => {
  const { wait } = limited();
  for (let n = 0; n < 100; n += 1) expect(wait('hoant', '10.0.0.1', 1)).toBe(0);
  expect(wait('hoant', '10.0.0.1', 1)).toBe(1);
});

it('a refused request costs nothing', () => {
  const { wait } = limited();
  expect(wait('hoant', '10.0.0.1', 90)).toBe(0);
  for (let n = 0; n < 50; n += 1) expect(wait('hoant', '10.0.0.1', 90)).toBeGreaterThan(0);
  expect(wait('hoant', '10.0.0.1', 10)).toBe(0);
});

it('an officer is the same one at every address, and officers behind one address share what it may spend', () => {
  const { wait } = limited();
  expect(wait('hoant', '10.0.0.1', 100)).toBe(0);
  expect(wait('hoant', '10.0.0.2', 1)).toBeGreaterThan(0);
  expect(wait('lanhdao', '10.0.0.1', 100)).toBe(0);
  expect(wait('vanthu', '10.0.0.1', 100)).toBe(0);
  expect(wait('motcua', '10.0.0.1', 1)).toBeGreaterThan(0);
  expect(wait('motcua', '10.0.0.3', 1)).toBe(0);
});

it('who is not signed in spends what the address may', () => {
  const { wait } = limited();
  expect(wait(null, '10.0.0.1', 300)).toBe(0);
  expect(wait(null, '10.0.0.1', 1)).toBe(1);
});

it('the addresses of one IPv6 network are one', () => {
  const { wait } = limited();
  expect(wait(null, '2001:db8:1:2::1', 300)).toBe(0);
  expect(wait(null, '2001:0db8:0001:0002:ffff::9', 1)).toBeGreaterThan(0);
  expect(wait(null, '2001:db8:1:3::1', 1)).toBe(0);
});

it('says when to come back, in both languages', () => {
  const { charge } = limited();
  void charge({ principal: null, address: '::1' }, 300);
  expect(() => charge({ principal: null, address: '::1' }, 100)).toThrow('Try again in 5 s.');
});

it('remembers a bounded number of callers, and forgets those first who will owe nothing soonest', () => {
  let now = 0;
  const store = createMemoryRateStore(undefined, () => now);
  const rate = { perSecond: 0.001, burst: 1 };
  for (; now < 140_000; now += 1) void store.charge([{ key: `address:${now}`, rate }], 1);
  expect(store.charge([{ key: 'address:139999', rate }], 1)).toBeGreaterThan(0);
  expect(store.charge([{ key: 'address:90000', rate }], 1)).toBeGreaterThan(0);
  expect(store.charge([{ key: 'address:0', rate }], 1)).toBe(0);
});
