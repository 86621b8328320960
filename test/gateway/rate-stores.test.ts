import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createMemoryRateStore } from '../../gateway/limits/memory-rate-store.ts';
import type { RateStore } from '../../gateway/limits/rate.ts';
import { createSharedRateStore, type SharedRateStore } from '../../gateway/limits/shared-rate-store.ts';
import { startRedis, type RunningRedis } from '../support/redis.ts';
import { silent } from './gateway-under-test.ts';

/** Nothing comes back while a test runs. */
const slow = { perSecond: 0.01, burst: 100 };
const never: RateStore = {
  charge: () => {
    throw new Error('the fallback was asked');
  },
};

let redis: RunningRedis;
const stores: SharedRateStore[] = [];
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(async () => {
  for (const store of stores) await store.close();
  await redis.stop();
});

async function shared(url = redis.url, fallback = never): Promise<SharedRateStore> {
  const store = createSharedRateStore({ url, fallback, logger: silent });
  stores.push(store);
  return store;
}

/** A store that has connected. */
async function connected(): Promise<SharedRateStore> {
  const store = await shared();
  await store.connected();
  return store;
}

describe.each(['in memory', 'shared'])('a store of rate limits %s', (kind) => {
  let store: RateStore;
  beforeAll(async () => {
    store = kind === 'shared' ? await connected() : createMemoryRateStore();
  });

  test('lets a burst be spent once', async () => {
    const payers = [{ key: `${kind} burst`, rate: slow }];
    expect(await store.charge(payers, 60)).toBe(0);
    expect(await store.charge(payers, 40)).toBe(0);
    const wait = await store.charge(payers, 1);
    expect(wait).toBeGreaterThan(50_000);
    expect(wait).toBeLessThanOrEqual(100_000);
  });

  test('charges every payer or none', async () => {
    const poor = { key: `${kind} poor`, rate: slow };
    const rich = { key: `${kind} rich`, rate: { ...slow, burst: 1000 } };
    expect(await store.charge([poor], 100)).toBe(0);
    expect(await store.charge([rich, poor], 1000)).toBeGreaterThan(0);
    expect(await store.charge([rich], 1000)).toBe(0);
  });

  test('what was spent comes back', async () => {
    const payers = [{ key: `${kind} quick`, rate: { perSecond: 500, burst: 100 } }];
    expect(await store.charge(payers, 100)).toBe(0);
    const wait = await store.charge(payers, 100);
    await new Promise((resolve) => setTimeout(resolve, wait + 5));
    expect(await store.charge(payers, 100)).toBe(0);
  });

  test('a hundred at once spend no more than the burst', async () => {
    const payers = [{ key: `${kind} at once`, rate: slow }];
    const waits = await Promise.all(Array.from({ length: 100 }, async () => store.charge(payers, 5)));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(20);
  });
});

describe('with a store that is shared', () => {
  test('several gateways let no more through than one', async () => {
    const gateways = await Promise.all([connected(), connected(), connected()]);
    const payers = [{ key: 'everywhere', rate: slow }];
    const waits = await Promise.all(Array.from({ length: 60 }, async (_, n) => gateways[n % 3]?.charge(payers, 5)));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(20);
  });

  test('a gateway limits by itself while the store is away, and shares again when it is back', async () => {
    const store = await startRedis();
    const gateway = await shared(store.url, createMemoryRateStore());
    const payers = [{ key: 'officer', rate: slow }];
    // Once in the store, once in the gateway's own memory: that is how one sees where it was charged.
    await vi.waitFor(async () => expect(await gateway.charge(payers, 100)).toBeGreaterThan(0), { timeout: 10_000 });
    await store.stop();
    await vi.waitFor(async () => expect(await gateway.charge([{ key: 'away', rate: slow }], 1)).toBe(0));
    expect(await gateway.charge([{ key: 'other', rate: slow }], 100)).toBe(0);
    expect(await gateway.charge([{ key: 'other', rate: slow }], 1)).toBeGreaterThan(0);

    const again = await startRedis(Number(new URL(store.url).port));
    // The new store knows nothing of what was spent in memory.
    await vi.waitFor(async () => expect(await gateway.charge([{ key: 'other', rate: slow }], 50)).toBe(0), {
      timeout: 15_000,
      interval: 100,
    });
    await again.stop();
  });

  test('a store that hangs holds no request up for long', async () => {
    const store = await startRedis();
    const gateway = await shared(store.url, createMemoryRateStore());
    const payers = [{ key: 'patient', rate: slow }];
    await vi.waitFor(async () => expect(await gateway.charge(payers, 60)).toBe(0), { timeout: 10_000 });
    store.freeze();
    const waits = await Promise.all(Array.from({ length: 50 }, async () => gateway.charge(payers, 5)));
    expect(waits.filter((wait) => wait === 0).length).toBeGreaterThan(0);
    expect(waits.filter((wait) => wait > 0).length).toBeGreaterThan(0);
    store.thaw();
    await store.stop();
  });

  test('a store that was never there is no reason to turn anybody away', async () => {
    const gateway = await shared('redis://127.0.0.1:1', createMemoryRateStore());
    expect(await gateway.charge([{ key: 'somebody', rate: slow }], 100)).toBe(0);
    expect(await gateway.charge([{ key: 'somebody', rate: slow }], 1)).toBeGreaterThan(0);
  });
});
