import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GatewayOptions } from '../../gateway/gateway.ts';
import { createMemoryRateStore } from '../../gateway/limits/memory-rate-store.ts';
import { createRateLimit } from '../../gateway/limits/rate-limit.ts';
import { ChangeFeed } from '../../platform/changes/change-feed.ts';
import { openEventStream, type Streamed } from '../support/event-stream.ts';
import { askGraph } from '../support/graph-client.ts';
import { ampleLimits, startGateway, testLimits, type RunningGateway, verifierOf } from './gateway-under-test.ts';
import { createProducts, createReviews, createShopState, type ShopState } from './shop.ts';

/** Selects what each of the two systems has. */
const follow = 'subscription ($sku: Sku!) { productChanged(sku: $sku) { name rating } }';

interface Product {
  readonly productChanged: { readonly name: string; readonly rating: number | null } | null;
}

let state: ShopState;
let feed: ChangeFeed;
let gateway: RunningGateway;
let signedIn: Set<string>;
let streams: Streamed<Product>[];

beforeEach(async () => {
  state = createShopState();
  feed = new ChangeFeed('products');
  signedIn = new Set(['an', 'binh']);
  streams = [];
  await start();
});
afterEach(async () => {
  for (const stream of streams) stream.close();
  await gateway.close();
});

async function start(options: Partial<GatewayOptions> = {}): Promise<void> {
  gateway = await startGateway({
    sources: [createProducts(state), createReviews(state)],
    authenticate: verifierOf(signedIn),
    subscriptions: { changes: [feed], limits: { perOfficer: 3, perAddress: 5, total: 100 } },
    ...options,
  });
  feed.gap();
}

async function restart(options: Partial<GatewayOptions>): Promise<void> {
  await gateway.close();
  await start(options);
}

async function open(
  query = follow,
  { token = 'an', ...request }: Parameters<typeof openEventStream>[2] = {},
): Promise<Streamed<Product>> {
  const variables = { sku: 'A-1' };
  const stream = await openEventStream<Product>(gateway.graphUrl, query, { variables, token, ...request });
  streams.push(stream);
  return stream;
}

function rename(sku: string, name: string): void {
  state.names.set(sku, name);
  feed.publish({ topic: 'product', key: sku });
}

const refusal = async (stream: Streamed<Product>) => {
  const { errors } = await stream.body();
  return { status: stream.status, code: errors?.[0]?.extensions?.code };
};

/** Long enough for an answer that is not to come. */
const quietMs = 400;

describe('a stream', () => {
  test('begins with what is there, and goes on with what has become of it, from both systems', async () => {
    const stream = await open();
    expect(await stream.untilAnswers(1)).toEqual({ data: { productChanged: { name: 'Bút bi', rating: 4.5 } } });
    rename('A-1', 'Bút chì');
    expect(await stream.untilAnswers(2)).toEqual({ data: { productChanged: { name: 'Bút chì', rating: 4.5 } } });
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(stream.headers.get('cache-control')).toContain('no-store');
    expect(stream.headers.get('x-content-type-options')).toBe('nosniff');
    expect(stream.headers.get('x-request-id')).not.toBeNull();
  });

  test('may be opened by GET, by a client that proves that it is meant', async () => {
    const stream = await open(follow, { method: 'GET' });
    expect((await stream.untilAnswers(1)).data?.productChanged?.name).toBe('Bút bi');
  });

  test('says nothing where nothing that was selected is another, and asks nobody where another key has changed', async () => {
    const stream = await open();
    await stream.untilAnswers(1);
    const before = state.operations;
    rename('A-2', 'Vở');
    await delay(quietMs);
    expect(state.operations).toBe(before);
    feed.publish({ topic: 'product', key: 'A-1' });
    await delay(quietMs);
    expect(state.operations).toBeGreaterThan(before);
    expect(stream.answers).toHaveLength(1);
  });

  test('sends what follows fast upon each other once, as it is then', async () => {
    const stream = await open();
    await stream.untilAnswers(1);
    for (let n = 1; n <= 50; n++) rename('A-1', `Bút ${n}`);
    await delay(quietMs);
    expect(stream.answers.length).toBeLessThanOrEqual(3);
    expect(stream.answers.at(-1)?.data?.productChanged?.name).toBe('Bút 50');
  });

  test('misses nothing that happens while its first answer is on the way', async () => {
    state.delay = 200;
    const opening = open();
    await delay(100);
    rename('A-1', 'Bút chì');
    const stream = await opening;
    await expect.poll(() => stream.answers.at(-1)?.data?.productChanged?.name, { timeout: 5_000 }).toBe('Bút chì');
  });

  test('reads everything anew after a gap', async () => {
    const stream = await open();
    await stream.untilAnswers(1);
    state.names.set('A-1', 'Đổi lúc mất liên lạc');
    await delay(quietMs);
    expect(stream.answers).toHaveLength(1);
    feed.gap();
    expect((await stream.untilAnswers(2)).data?.productChanged?.name).toBe('Đổi lúc mất liên lạc');
  });

  test('of what the caller may not see is the stream of what is not there: null, and silence', async () => {
    state.hidden.add('A-1');
    const hidden = await open();
    const missing = await open(follow, { variables: { sku: 'A-9' } });
    expect(await hidden.untilAnswers(1)).toEqual({ data: { productChanged: null } });
    expect(await missing.untilAnswers(1)).toEqual({ data: { productChanged: null } });
    rename('A-1', 'Ai biết');
    feed.gap();
    await delay(quietMs);
    expect([hidden.answers.length, missing.answers.length]).toEqual([1, 1]);
    expect([hidden.end, missing.end]).toEqual([undefined, undefined]);
  });

  test('follows the rights that its caller has at each moment', async () => {
    const stream = await open();
    await stream.untilAnswers(1);
    state.hidden.add('A-1');
    rename('A-1', 'Không còn được xem');
    expect(await stream.untilAnswers(2)).toEqual({ data: { productChanged: null } });
  });

  test('that follows its own account is woken by that account, in whatever case it is written', async () => {
    signedIn.add('HOA');
    const query = 'subscription { originChanged { requestId } }';
    const stream = await open(query, { token: 'HOA' });
    await stream.untilAnswers(1);
    const before = state.operations;
    feed.publish({ topic: 'account', key: 'an@shop.example.vn' });
    await delay(quietMs);
    expect(state.operations).toBe(before);
    feed.publish({ topic: 'account', key: 'hoa@shop.example.vn' });
    await expect.poll(() => state.operations).toBe(before + 1);
  });

  test('takes aliases, fragments at the root, several operations in one document, and defaults of variables', async () => {
    const query = /* GraphQL */ `
      query Other {
        products {
          ...Names
        }
      }
      subscription Mine($sku: Sku! = "A-2") {
        ...AtRoot
        ... on Subscription {
          p: productChanged(sku: $sku) {
            rating
          }
        }
      }
      fragment AtRoot on Subscription {
        p: productChanged(sku: $sku) {
          ...Names
        }
      }
      fragment Names on Product {
        name
      }
    `;
    const response = await fetch(gateway.graphUrl, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: 'Bearer an',
      },
      body: JSON.stringify({ query, operationName: 'Mine' }),
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const { value } = (await reader?.read()) ?? {};
    expect(value).toContain('"data":{"p":{"name":"Sổ tay","rating":null}}');
    expect(value).toContain('"path":["p","rating"]');
    await reader?.cancel();
  });
});

describe('streams of one sign-in that select the same', () => {
  /** What a change makes the subgraphs do: what has been asked of them when all streams have had another answer. */
  async function operationsOf(opened: readonly Streamed<Product>[], change: () => void): Promise<number> {
    const before = state.operations;
    const counts = opened.map(({ answers }) => answers.length);
    change();
    await Promise.all(opened.map((stream, at) => stream.untilAnswers((counts[at] ?? 0) + 1)));
    await delay(quietMs);
    return state.operations - before;
  }
  const opened = async (...requests: Parameters<typeof open>[1][]) => {
    const all = await Promise.all(requests.map((request) => open(follow, request)));
    await Promise.all(all.map((stream) => stream.untilAnswers(1)));
    // Each waits so long before it asks again.
    await delay(150);
    return all;
  };

  test('share one answer: as much is asked for three as for one', async () => {
    const all = await opened({}, {}, {});
    // Of each of the two systems once.
    expect(await operationsOf(all, () => rename('A-1', 'Bút chì'))).toBe(2);
    expect(all.map(({ answers }) => answers.at(-1)?.data?.productChanged?.name)).toEqual(Array(3).fill('Bút chì'));
  });

  test('share none with another token, in another language, or of something else', async () => {
    const all = await opened({}, { headers: { 'accept-language': 'en' } }, { token: 'binh' });
    expect(await operationsOf(all, () => rename('A-1', 'Bút chì'))).toBe(6);
    await open('subscription ($sku: Sku!) { productChanged(sku: $sku) { name } }');
    await delay(150);
    expect(await operationsOf(all, () => rename('A-1', 'Bút mực'))).toBe(7);
  });

  test('get none from before a change that they ask for', async () => {
    const all = await opened({}, {}, {});
    state.delay = 200;
    const before = state.operations;
    rename('A-1', 'Bút chì');
    await expect.poll(() => state.operations).toBeGreaterThan(before);
    state.hidden.add('A-1');
    feed.publish({ topic: 'product', key: 'A-1' });
    const isHidden = ({ answers }: Streamed<Product>) => answers.at(-1)?.data?.productChanged === null;
    await expect.poll(() => all.every(isHidden), { timeout: 5_000 }).toBe(true);
  });
});

describe('a stream ends', () => {
  test('when its session does, and says so', async () => {
    const [ending, staying] = [await open(), await open(follow, { token: 'binh' })];
    await Promise.all([ending.untilAnswers(1), staying.untilAnswers(1)]);
    signedIn.delete('an');
    await ending.untilEnd();
    expect(ending.end).toBe('complete');
    expect(ending.answers.at(-1)?.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    expect(staying.end).toBeUndefined();
  });

  test('without a word when the gateway stops, so that clients come again', async () => {
    const stream = await open();
    await stream.untilAnswers(1);
    const startedAt = performance.now();
    await gateway.close();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await stream.untilEnd();
    expect(stream.end).toBe('broken');
    await start();
  });

  test('and leaves nothing behind when its client goes', async () => {
    for (let round = 0; round < 3; round++) {
      const three = await Promise.all([open(), open(), open()]);
      expect(three.map(({ status }) => status)).toEqual([200, 200, 200]);
      for (const stream of three) stream.close();
      await expect.poll(async () => (await open()).status, { timeout: 5_000 }).toBe(200);
      streams.at(-1)?.close();
      await delay(50);
    }
    const before = state.operations;
    rename('A-1', 'Không ai nghe');
    await delay(quietMs);
    expect(state.operations).toBe(before);
  });

  test('after an answer that is a refusal as a whole', async () => {
    const stream = await open(follow, { variables: { sku: 'không phải mã' } });
    await stream.untilEnd();
    expect(stream.end).toBe('complete');
    expect(stream.answers).toMatchObject([{ data: { productChanged: null } }]);
    expect(stream.answers[0]?.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});

describe('no stream is opened', () => {
  test.each([
    ['for nobody', { token: undefined, headers: { 'apollo-require-preflight': 'true' } }, 401, 'UNAUTHENTICATED'],
    ['for a token that is not good', { token: 'nobody' }, 401, 'UNAUTHENTICATED'],
    ['while tokens cannot be verified', { token: 'unverifiable' }, 503, 'SUBGRAPH_UNAVAILABLE'],
    ['for what another page could have sent', { token: undefined, method: 'GET' as const }, 400, 'BAD_USER_INPUT'],
  ])('%s', async (_whom, request, status, code) => {
    const stream = await openEventStream<Product>(gateway.graphUrl, follow, { variables: { sku: 'A-1' }, ...request });
    expect(await refusal(stream)).toEqual({ status, code });
  });

  test('for more than an officer or an address may have', async () => {
    const opened = await Promise.all([open(), open(), open()]);
    expect(await refusal(await open())).toEqual({ status: 429, code: 'RATE_LIMITED' });
    opened.push(await open(follow, { token: 'binh' }), await open(follow, { token: 'binh' }));
    expect(opened.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await refusal(await open(follow, { token: 'binh' }))).toEqual({ status: 429, code: 'RATE_LIMITED' });
    opened[0]?.close();
    await expect.poll(async () => (await open(follow, { token: 'binh' })).status, { timeout: 5_000 }).toBe(200);
  });

  test('for an operation that is more than one may be', async () => {
    await restart({ limits: { ...testLimits, operation: { ...ampleLimits, depth: 1 } } });
    expect(await refusal(await open())).toEqual({ status: 400, code: 'QUERY_TOO_COMPLEX' });
  });

  test('on a condition', async () => {
    const query = 'subscription ($sku: Sku!, $on: Boolean!) { productChanged(sku: $sku) @include(if: $on) { name } }';
    const stream = await open(query, { variables: { sku: 'A-1', on: true } });
    expect(await refusal(stream)).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
  });

  test.each([
    ['two fields', 'subscription { a: productChanged(sku: "A-1") { name } b: productChanged(sku: "A-2") { name } }'],
    ['a field that is not there', 'subscription { productChanged(sku: "A-1") { nam } }'],
    ['no GraphQL', 'subscription {'],
  ])('for %s: an event says what is wrong', async (_what, query) => {
    const stream = await open(query, { variables: {} });
    await stream.untilEnd();
    expect({ status: stream.status, end: stream.end, answers: stream.answers.length }).toEqual({
      status: 200,
      end: 'complete',
      answers: 1,
    });
    expect(stream.answers[0]).not.toHaveProperty('data');
    expect(stream.answers[0]?.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  test('for a variable that is missing: an event says so', async () => {
    const stream = await open(follow, { variables: {} });
    await stream.untilEnd();
    expect(stream.answers[0]?.errors?.[0]?.message).toContain('$sku');
  });
});

describe('who asks for one answer', () => {
  test('gets no stream for a subscription, and is told how to have one', async () => {
    const { status, errors } = await askGraph(gateway.graphUrl, follow, { sku: 'A-1' }, { token: 'an' });
    expect({ status, code: errors[0]?.extensions?.code }).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
    expect(errors[0]?.message).toContain('text/event-stream');
  });

  test('in a stream gets it, and the end of the stream', async () => {
    const stream = await open('{ products { name } }');
    await stream.untilEnd();
    expect(stream.answers).toEqual([
      { data: { products: [{ name: 'Bút bi' }, { name: 'Sổ tay' }, { name: 'Thước kẻ' }] } },
    ]);
    expect(stream.end).toBe('complete');
    const mutation = await open('mutation { rename(sku: "A-1", name: "x") { name } }', { variables: {} });
    expect((await mutation.untilAnswers(1)).data).toEqual({ rename: { name: 'x' } });
  });

  test('cannot do anything by GET but read', async () => {
    const stream = await open('mutation { rename(sku: "A-1", name: "x") { name } }', { variables: {}, method: 'GET' });
    expect(await refusal(stream)).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
  });

  test('gets JSON where it names that before streams', async () => {
    const accept = 'application/graphql-response+json, application/json, text/event-stream, multipart/mixed';
    const stream = await open('{ products { name } }', { headers: { accept } });
    expect(stream.headers.get('content-type')).toContain('json');
    expect(await stream.body()).toHaveProperty('data.products');
  });
});

test('an answer that the caller cannot pay for waits until they can', async () => {
  // The text costs 1000 when it is new, and each answer 1.
  const rate = { perSecond: 1, burst: 1002 };
  await restart({ chargeCaller: createRateLimit({ officer: rate, address: rate }, createMemoryRateStore()) });
  const stream = await open();
  await stream.untilAnswers(1);
  rename('A-1', 'Bút 1');
  await stream.untilAnswers(2);
  rename('A-1', 'Bút 2');
  await delay(150);
  rename('A-1', 'Bút 3');
  expect((await stream.untilAnswers(3, 8_000)).data?.productChanged?.name).toBe('Bút 3');
  expect(stream.end).toBeUndefined();
});

test('a change of what the caller may not see costs them nothing, and tells them nothing', async () => {
  const charged: number[] = [];
  await restart({ chargeCaller: (_caller, cost) => void charged.push(cost) });
  state.hidden.add('A-1');
  const stream = await open();
  await stream.untilAnswers(1);
  charged.length = 0;
  for (const name of ['Bút 1', 'Bút 2', 'Bút 3']) {
    const before = state.operations;
    rename('A-1', name);
    // They may have been let in: it is asked for each time.
    await expect.poll(() => state.operations).toBeGreaterThan(before);
  }
  await delay(quietMs);
  expect(charged).toEqual([]);
  expect(stream.answers).toEqual([{ data: { productChanged: null } }]);

  state.hidden.delete('A-1');
  rename('A-1', 'Bút 4');
  expect((await stream.untilAnswers(2)).data?.productChanged?.name).toBe('Bút 4');
  expect(charged).toHaveLength(1);
});

test('a stream that is silent is kept alive', async () => {
  const stream = await open();
  await expect.poll(() => stream.comments, { timeout: 15_000 }).toBeGreaterThan(0);
  expect(stream.answers).toHaveLength(1);
}, 20_000);
