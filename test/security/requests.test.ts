import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ampleLimits, startGateway, testLimits, type RunningGateway } from '../gateway/gateway-under-test.ts';
import { graphBody } from './graph-body.ts';
import { createProducts, createReviews } from '../gateway/shop.ts';

const json = { 'content-type': 'application/json' };
const proof = { 'apollo-require-preflight': 'true' };

/** Costs 1, or with `$all` 1 + 10 × (1 + 10 × 2). */
const listing = `query Listing($all: Boolean!) {
  product(sku: "A-1") { name }
  products @include(if: $all) { name reviews { text product { sku } } }
}`;
const renaming = 'mutation Rename { rename(sku: "A-1", name: "x") { name } }';

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway({
    sources: [createProducts(), createReviews()],
    limits: { ...testLimits, maxBodyBytes: 1_000_000, operation: { ...ampleLimits, cost: 100, depth: 6, aliases: 20 } },
  });
});
afterAll(() => gateway.close());

async function send(init: RequestInit, search = '') {
  const response = await fetch(gateway.graphUrl + search, init);
  const body = await graphBody(response);
  return { status: response.status, headers: response.headers, body, code: body.errors?.[0]?.extensions?.code };
}

function post(query: string, variables: object = {}, headers: Record<string, string> = {}, more: object = {}) {
  const body = JSON.stringify({ query, variables, ...more });
  return send({ method: 'POST', headers: { ...json, ...headers }, body });
}

function get(query: string, variables: object = {}, headers: Record<string, string> = {}) {
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  return send({ headers }, `?${search.toString()}`);
}

async function ranAsBytes(): Promise<number> {
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
  return Number(/lienthong_gateway_tier_total\{tier="bytes"\} (\d+)/.exec(metrics)?.[1] ?? 0);
}

let times = 0;
/** The same operation as a text that was never seen. */
const unseen = (text: string) => `${text} # ${(times += 1)}`;

/**
 * Whatever the gateway refuses, it refuses an operation that it sees for the first time, which goes through Apollo Server,
 * and one that it has compiled, which goes past it.
 */
describe.each(['never seen', 'compiled'])('an operation that is %s', (state) => {
  let list: string;
  let rename: string;
  beforeEach(async () => {
    [list, rename] = [unseen(listing), unseen(renaming)];
    if (state === 'never seen') return;
    // Runs once to be compiled, and once more to prove that it takes the short way.
    await post(list, { all: false });
    await post(rename);
    const before = await ranAsBytes();
    expect((await post(list, { all: false })).body).toEqual({ data: { product: { name: 'Bút bi' } } });
    expect((await post(rename)).body).toEqual({ data: { rename: { name: 'x' } } });
    expect(await ranAsBytes()).toBe(before + 2);
  });

  test('runs for a caller who may run it', async () => {
    expect((await post(list, { all: false })).body).toEqual({ data: { product: { name: 'Bút bi' } } });
    expect((await get(list, { all: false }, proof)).body).toEqual({ data: { product: { name: 'Bút bi' } } });
  });

  test('costs what its variables make of it, and is refused above the limit', async () => {
    const { status, code, body } = await post(list, { all: true }, { 'accept-language': 'en' });
    expect({ status, code }).toEqual({ status: 400, code: 'QUERY_TOO_COMPLEX' });
    expect(body.errors?.[0]?.message).toContain('its estimated cost is 211, the limit is 100');
    expect(body).not.toHaveProperty('data');
    const inVietnamese = await get(list, { all: true }, proof);
    expect(inVietnamese.body.errors?.[0]?.message).toContain('chi phí ước tính là 211, giới hạn 100');
  });

  test.each([
    ['a token that is not valid', 'Bearer forged'],
    ['an empty token', 'Bearer '],
    ['another scheme', 'Basic aG9hbnQ6eA=='],
  ])('does not run with %s', async (_what, authorization) => {
    for (const answer of [
      await post(list, { all: false }, { authorization }),
      await get(list, { all: false }, { authorization }),
      await post(rename, {}, { authorization }),
    ]) {
      expect({ status: answer.status, code: answer.code }).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
      expect(answer.body).not.toHaveProperty('data');
    }
  });

  test('a mutation does not run by GET', async () => {
    const { status, body } = await get(rename, {}, proof);
    expect(status).toBe(405);
    expect(body).not.toHaveProperty('data');
  });

  test.each([
    ['GET without proof', () => get(list, { all: false })],
    ['GET with an empty proof', () => get(list, { all: false }, { 'apollo-require-preflight': '' })],
    ['GET with a media type of a form', () => get(list, { all: false }, { 'content-type': 'text/plain' })],
    [
      'GET with an odd media type',
      () => get(list, { all: false }, { 'content-type': 'text/plain; a="application/json"' }),
    ],
    ['POST as text', () => post(list, { all: false }, { 'content-type': 'text/plain' })],
    [
      'POST as text that calls itself JSON',
      () => post(list, { all: false }, { 'content-type': 'text/plain;application/json' }),
    ],
    ['POST as a form', () => post(list, { all: false }, { 'content-type': 'application/x-www-form-urlencoded' })],
    [
      'POST as multipart without proof',
      () => post(list, { all: false }, { 'content-type': 'multipart/form-data; boundary=x' }),
    ],
  ])('does not run for a foreign page: %s', async (_what, sent) => {
    const { status, code, body } = await sent();
    expect([400, 415]).toContain(status);
    expect(code).toBe('BAD_USER_INPUT');
    expect(body).not.toHaveProperty('data');
  });

  test('does not run in a list with others', async () => {
    const one = { query: list, variables: { all: false } };
    const { status, body } = await send({ method: 'POST', headers: json, body: JSON.stringify([one, one]) });
    expect(status).toBe(400);
    expect(body).not.toHaveProperty('data');
  });

  test('does not run for who takes no JSON', async () => {
    expect((await post(list, { all: false }, { accept: 'image/png' })).status).toBe(406);
  });

  test('carries the headers of every answer', async () => {
    const { headers } = await post(list, { all: false }, { 'x-request-id': 'lane-1' });
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-request-id': 'lane-1',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'strict-transport-security': 'max-age=31536000',
    });
  });

  test('variables that are not what they should be are refused', async () => {
    for (const variables of [{}, { all: 'yes' }, { all: null }]) {
      const { body, code } = await post(list, variables);
      expect(code).toBe('BAD_USER_INPUT');
      expect(body.data ?? null).toBeNull();
    }
    const spoilt = await send({
      method: 'POST',
      headers: json,
      body: `{"query":${JSON.stringify(list)},"variables":{"all":false},"__proto__":{"x":1}}`,
    });
    expect(spoilt.status).toBe(400);
    expect(Object.prototype).not.toHaveProperty('x');
  });
});

test.each([
  ['lists', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
  ['objects', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
])('variables that nest without end are refused: %s', async (_what, nested) => {
  const body = `{"query":"query ($a: Int) { product(sku: \\"A-1\\") { name } }","variables":{"a":${nested}}}`;
  const { status, code } = await send({ method: 'POST', headers: json, body });
  expect({ status, code }).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
});

describe('what is too large is refused before it is validated', () => {
  const nested = (depth: number) =>
    `{ product(sku: "A-1") ${'{ reviews { product '.repeat(depth)} { name } ${'} }'.repeat(depth)} }`;
  test.each([
    ['1,000 aliases', `{ ${Array.from({ length: 1000 }, (_, n) => `a${n}: product(sku: "A-1") { name }`).join(' ')} }`],
    ['100 levels', nested(50)],
    ['a field that is not there, 100 levels deep', `{ ${'no { '.repeat(100)} no ${'}'.repeat(100)} }`],
    [
      'a bomb of fragments',
      `{ product(sku: "A-1") { ...F0 } } ${Array.from({ length: 40 }, (_, n) => `fragment F${n} on Product { ...F${n + 1} ...F${n + 1} }`).join(' ')} fragment F40 on Product { name }`,
    ],
    ['100,000 tokens', `{ ${'__typename '.repeat(9000)} }`],
    ['introspection in circles', `{ __schema { types { ${'fields { type { '.repeat(4)} name ${'} }'.repeat(4)} } } }`],
  ])('%s', async (_what, query) => {
    const { status, code, body } = await post(query);
    expect({ status, code }).toEqual({ status: 400, code: 'QUERY_TOO_COMPLEX' });
    expect(body.errors).toHaveLength(1);
    expect(body.errors?.[0]?.message).toMatch(/giới hạn \d+/);
  });

  test('fragments in a circle are refused as what they are', async () => {
    const { status, code } = await post('{ product(sku: "A-1") { ...F } } fragment F on Product { ...F }');
    expect({ status, code }).toEqual({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
  });
});
