import { afterEach, expect, test } from 'vitest';
import type { GatewayOptions } from '../../gateway/gateway.ts';
import { createMemoryRateStore } from '../../gateway/limits/memory-rate-store.ts';
import { createRateLimit } from '../../gateway/limits/rate-limit.ts';
import { createSharedRateStore } from '../../gateway/limits/shared-rate-store.ts';
import type { RateStore } from '../../gateway/limits/rate.ts';
import { silent, startGateway, startServer, type RunningGateway } from '../gateway/gateway-under-test.ts';
import { createProducts, createReviews } from '../gateway/shop.ts';
import { askGraph, refusalOf } from '../support/graph-client.ts';
import { startRedis } from '../support/redis.ts';

/** Costs 110: ten products, ten reviews each. What is seen for the first time costs 1000 more. */
const dear = '{ products { reviews { text } } }';
const cheap = '{ product(sku: "A-1") { name } }';
const slow = (burst: number) => ({ perSecond: 0.1, burst });

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function limited(
  limits: { officer: number; address: number },
  store: RateStore = createMemoryRateStore(),
  trustProxy: readonly string[] = [],
  more: Partial<GatewayOptions> = {},
): Promise<RunningGateway> {
  const gateway = await startGateway({
    sources: [createProducts(), createReviews()],
    chargeCaller: createRateLimit({ officer: slow(limits.officer), address: slow(limits.address) }, store),
    trustProxy,
    ...more,
    // Any token is the account of its own name.
    authenticate: async (account) => ({ kind: 'sso', account, expiresAt: new Date(Date.now() + 60_000) }),
  });
  closing.push(() => gateway.close());
  return gateway;
}

async function statuses(gateway: RunningGateway, query: string, times: number, token?: string): Promise<number[]> {
  const seen: number[] = [];
  for (let n = 0; n < times; n += 1) seen.push((await askGraph(gateway.graphUrl, query, {}, { token })).status);
  return seen;
}

test('an officer may ask for so much, by cost and not by count, and is told when to come back', async () => {
  const gateway = await limited({ officer: 1400, address: 1_000_000 });
  // 1110, 110, 110, and then 70 are left.
  expect(await statuses(gateway, dear, 4, 'hoant')).toEqual([200, 200, 200, 429]);
  const refused = await askGraph(gateway.graphUrl, dear, {}, { token: 'hoant', headers: { 'accept-language': 'en' } });
  expect(refusalOf(refused)).toMatchObject({ code: 'RATE_LIMITED' });
  const seconds = Number(refused.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(300);
  expect(seconds).toBeLessThanOrEqual(400);
  expect(refused.errors[0]?.message).toContain(`Try again in ${seconds} s.`);
  expect(refused.data).toBeNull();
  expect(await statuses(gateway, dear, 1, 'lanhdao')).toEqual([200]);
});

test('who is not signed in is limited by address, also where the operation is compiled', async () => {
  const gateway = await limited({ officer: 1_000_000, address: 1003 });
  expect(await statuses(gateway, cheap, 4)).toEqual([200, 200, 200, 429]);
});

test('another address costs nothing to invent: only a proxy that is trusted may name one', async () => {
  const stranger = await limited({ officer: 1_000_000, address: 1001 });
  const proxied = await limited({ officer: 1_000_000, address: 1001 }, undefined, ['127.0.0.1']);
  let times = 0;
  const from = (gateway: RunningGateway, address: string) =>
    askGraph(gateway.graphUrl, `${cheap} # ${(times += 1)}`, {}, { headers: { 'x-forwarded-for': address } });
  expect((await from(stranger, '10.0.0.1')).status).toBe(200);
  expect((await from(stranger, '10.0.0.2')).status).toBe(429);
  expect((await from(proxied, '10.0.0.1')).status).toBe(200);
  expect((await from(proxied, '10.0.0.2')).status).toBe(200);
  expect((await from(proxied, '10.0.0.2')).status).toBe(429);
  // What the client itself puts in front counts for nothing.
  expect((await from(proxied, '10.9.9.9, 10.0.0.2')).status).toBe(429);
});

test('whoever invents an operation for each request pays for the planning of each', async () => {
  const gateway = await limited({ officer: 5500, address: 1_000_000 });
  const seen = [];
  for (let n = 0; n < 6; n += 1) seen.push(...(await statuses(gateway, `${cheap} # ${n}`, 1, 'hoant')));
  expect(seen).toEqual([200, 200, 200, 200, 200, 429]);
});

test('files and reports are limited by address, and so is whatever asks a dependency; whether the gateway lives is not', async () => {
  let served = 0;
  const store = await startServer((_request, response) => {
    served += 1;
    response.end('bytes');
  });
  closing.push(() => store.close());
  const readiness = { database: async () => void (served += 1) };
  const at = async (gateway: RunningGateway, path: string, address = '10.0.0.1') => {
    const response = await fetch(`${gateway.url}${path}`, { headers: { 'x-forwarded-for': address } });
    await response.arrayBuffer();
    return response;
  };
  const limits = { officer: 1_000_000, address: 10_150 };
  const gatewayOver = () =>
    limited(limits, undefined, ['127.0.0.1'], { readiness, fileOrigins: { products: () => store.origin } });

  for (const [path, allowed] of [
    ['/files/products/t0k3n/a.pdf', 10],
    ['/reports/products/t0k3n/a.csv', 10],
    ['/health/ready', 101],
    ['/metrics', 10],
  ] as const) {
    const gateway = await gatewayOver();
    for (let n = 0; n < allowed; n += 1) expect((await at(gateway, path)).status).toBe(200);
    const before = served;
    const refused = await at(gateway, path);
    expect([path, refused.status, served]).toEqual([path, 429, before]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(10);
    expect((await at(gateway, path, '10.0.0.2')).status).toBe(200);
    // One budget: whoever has spent it on files asks no operations either.
    const operation = await askGraph(gateway.graphUrl, cheap, {}, { headers: { 'x-forwarded-for': '10.0.0.1' } });
    expect(operation.status).toBe(429);
    for (let n = 0; n < 20; n += 1) expect((await at(gateway, '/health/live')).status).toBe(200);
  }
});

test('an address that a client names itself pays for nothing: not for files either', async () => {
  const store = await startServer((_request, response) => response.end('bytes'));
  closing.push(() => store.close());
  const files = { fileOrigins: { products: () => store.origin } };
  const stranger = await limited({ officer: 1_000_000, address: 2000 }, undefined, [], files);
  const proxied = await limited({ officer: 1_000_000, address: 2000 }, undefined, ['127.0.0.1'], files);
  const from = async (gateway: RunningGateway, forwarded: string) => {
    const url = `${gateway.url}/files/products/t0k3n/a.pdf`;
    return (await fetch(url, { headers: { 'x-forwarded-for': forwarded, 'x-client-address': forwarded } })).status;
  };
  const seen = [];
  for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) seen.push(await from(stranger, address));
  expect(seen).toEqual([200, 200, 429]);
  // The proxy adds the client that it has seen behind whatever that one claims.
  const behind = [];
  for (const claimed of ['10.9.9.1', '10.9.9.2', '10.9.9.3']) behind.push(await from(proxied, `${claimed}, 10.0.0.2`));
  expect(behind).toEqual([200, 200, 429]);
  expect(await from(proxied, '10.0.0.3')).toBe(200);
});

test('refused operations are charged for the reading of them', async () => {
  const gateway = await limited({ officer: 3500, address: 1_000_000 });
  const seen = [];
  for (let n = 0; n < 4; n += 1) seen.push(...(await statuses(gateway, `{ # ${n}`, 1, 'hoant')));
  expect(seen).toEqual([400, 400, 400, 429]);
});

test('two gateways that share a store let no more through than one', async () => {
  const redis = await startRedis();
  closing.push(() => redis.stop());
  const stores = [0, 1].map(() =>
    createSharedRateStore({ url: redis.url, fallback: createMemoryRateStore(), logger: silent }),
  );
  const gateways: RunningGateway[] = [];
  for (const store of stores) {
    closing.push(() => store.close());
    await store.connected();
    gateways.push(await limited({ officer: 2_010, address: 1_000_000 }, store));
  }
  const seen = [];
  for (let n = 0; n < 16; n += 1) {
    const gateway = gateways[n % 2];
    if (gateway) seen.push(...(await statuses(gateway, cheap, 1, 'hoant')));
  }
  // Both see the operation for the first time: 2,002, and then 8 are left.
  expect(seen.filter((status) => status === 200)).toHaveLength(10);
  expect(seen.slice(10)).toEqual([429, 429, 429, 429, 429, 429]);
});
