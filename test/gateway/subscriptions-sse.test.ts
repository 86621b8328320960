import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMemoryRateStore } from '../../gateway/limits/memory-rate-store.ts';
import { createRateLimit } from '../../gateway/limits/rate-limit.ts';
import type { Streamed } from '../support/event-stream.ts';
import { follow, LiveShop, type Product } from './live-shop.ts';

let shop: LiveShop;

beforeEach(async () => {
  shop = await new LiveShop().start();
});
afterEach(() => shop.close());

/** Long enough for an answer that is not to come. */
const quietMs = 400;

describe('a stream', () => {
  test('begins with what is there, and goes on with what has become of it, from both systems', async () => {
    const stream = await shop.open();
    expect(await stream.untilAnswers(1)).toEqual({ data: { productChanged: { name: 'Bút bi', rating: 4.5 } } });
    shop.rename('A-1', 'Bút chì');
    expect(await stream.untilAnswers(2)).toEqual({ data: { productChanged: { name: 'Bút chì', rating: 4.5 } } });
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(stream.headers.get('cache-control')).toContain('no-store');
    expect(stream.headers.get('x-content-type-options')).toBe('nosniff');
    expect(stream.headers.get('x-request-id')).not.toBeNull();
  });

  test('may be opened by GET, by a client that proves that it is meant', async () => {
    const stream = await shop.open(follow, { method: 'GET' });
    expect((await stream.untilAnswers(1)).data?.productChanged?.name).toBe('Bút bi');
  });

  test('says nothing where nothing that was selected is another, and asks nobody where another key has changed', async () => {
    const stream = await shop.open();
    await stream.untilAnswers(1);
    const before = shop.state.operations;
    shop.rename('A-2', 'Vở');
    await delay(quietMs);
    expect(shop.state.operations).toBe(before);
    shop.feed.publish({ topic: 'product', key: 'A-1' });
    await delay(quietMs);
    expect(shop.state.operations).toBeGreaterThan(before);
    expect(stream.answers).toHaveLength(1);
  });

  test('sends what follows fast upon each other once, as it is then', async () => {
    const stream = await shop.open();
    await stream.untilAnswers(1);
    for (let n = 1; n <= 50; n++) shop.rename('A-1', `Bút ${n}`);
    await delay(quietMs);
    expect(stream.answers.length).toBeLessThanOrEqual(3);
    expect(stream.answers.at(-1)?.data?.productChanged?.name).toBe('Bút 50');
  });

  test('misses nothing that happens while its first answer is on the way', async () => {
    shop.state.delay = 200;
    const opening = shop.open();
    await delay(100);
    shop.rename('A-1', 'Bút chì');
    const stream = await opening;
    await expect.poll(() => stream.answers.at(-1)?.data?.productChanged?.name, { timeout: 5_000 }).toBe('Bút chì');
  });

  test('reads everything anew after a gap', async () => {
    const stream = await shop.open();
    await stream.untilAnswers(1);
    shop.state.names.set('A-1', 'Đổi lúc mất liên lạc');
    await delay(quietMs);
    expect(stream.answers).toHaveLength(1);
    shop.feed.gap();
    expect((await stream.untilAnswers(2)).data?.productChanged?.name).toBe('Đổi lúc mất liên lạc');
  });

  test('of what the caller may not see is the stream of what is not there: null, and silence', async () => {
    shop.state.hidden.add('A-1');
    const hidden = await shop.open();
    const missing = await shop.open(follow, { variables: { sku: 'A-9' } });
    expect(await hidden.untilAnswers(1)).toEqual({ data: { productChanged: null } });
    expect(await missing.untilAnswers(1)).toEqual({ data: { productChanged: null } });
    shop.rename('A-1', 'Ai biết');
    shop.feed.gap();
    await delay(quietMs);
    expect([hidden.answers.length, missing.answers.length]).toEqual([1, 1]);
    expect([hidden.end, missing.end]).toEqual([undefined, undefined]);
  });

  test('follows the rights that its caller has at each moment', async () => {
    const stream = await shop.open();
    await stream.untilAnswers(1);
    shop.state.hidden.add('A-1');
    shop.rename('A-1', 'Không còn được xem');
    expect(await stream.untilAnswers(2)).toEqual({ data: { productChanged: null } });
  });

  test('that follows its own account is woken by that account, in whatever case it is written', async () => {
    shop.signedIn.add('HOA');
    const query = 'subscription { originChanged { requestId } }';
    const stream = await shop.open(query, { token: 'HOA' });
    await stream.untilAnswers(1);
    const before = shop.state.operations;
    shop.feed.publish({ topic: 'account', key: 'an@shop.example.vn' });
    await delay(quietMs);
    expect(shop.state.operations).toBe(before);
    shop.feed.publish({ topic: 'account', key: 'hoa@shop.example.vn' });
    await expect.poll(() => shop.state.operations).toBe(before + 1);
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
    const response = await fetch(shop.gateway.graphUrl, {
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
    const before = shop.state.operations;
    const counts = opened.map(({ answers }) => answers.length);
    change();
    await Promise.all(opened.map((stream, at) => stream.untilAnswers((counts[at] ?? 0) + 1)));
    await delay(quietMs);
    return shop.state.operations - before;
  }
  const opened = async (...requests: Parameters<LiveShop['open']>[1][]) => {
    const all = await Promise.all(requests.map((request) => shop.open(follow, request)));
    await Promise.all(all.map((stream) => stream.untilAnswers(1)));
    // Each waits so long before it asks again.
    await delay(150);
    return all;
  };

  test('share one answer: as much is asked for three as for one', async () => {
    const all = await opened({}, {}, {});
    // Of each of the two systems once.
    expect(await operationsOf(all, () => shop.rename('A-1', 'Bút chì'))).toBe(2);
    expect(all.map(({ answers }) => answers.at(-1)?.data?.productChanged?.name)).toEqual(Array(3).fill('Bút chì'));
  });

  test('share none with another token, in another language, or of something else', async () => {
    const all = await opened({}, { headers: { 'accept-language': 'en' } }, { token: 'binh' });
    expect(await operationsOf(all, () => shop.rename('A-1', 'Bút chì'))).toBe(6);
    await shop.open('subscription ($sku: Sku!) { productChanged(sku: $sku) { name } }');
    await delay(150);
    expect(await operationsOf(all, () => shop.rename('A-1', 'Bút mực'))).toBe(7);
  });

  test('get none from before a change that they ask for', async () => {
    const all = await opened({}, {}, {});
    shop.state.delay = 200;
    const before = shop.state.operations;
    shop.rename('A-1', 'Bút chì');
    await expect.poll(() => shop.state.operations).toBeGreaterThan(before);
    shop.state.hidden.add('A-1');
    shop.feed.publish({ topic: 'product', key: 'A-1' });
    const isHidden = ({ answers }: Streamed<Product>) => answers.at(-1)?.data?.productChanged === null;
    await expect.poll(() => all.every(isHidden), { timeout: 5_000 }).toBe(true);
  });
});

describe('a stream ends', () => {
  test('when its session does, and says so', async () => {
    const [ending, staying] = [await shop.open(), await shop.open(follow, { token: 'binh' })];
    await Promise.all([ending.untilAnswers(1), staying.untilAnswers(1)]);
    shop.signedIn.delete('an');
    await ending.untilEnd();
    expect(ending.end).toBe('complete');
    expect(ending.answers.at(-1)?.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    expect(staying.end).toBeUndefined();
  });

  test('without a word when the gateway stops, so that clients come again', async () => {
    const stream = await shop.open();
    await stream.untilAnswers(1);
    const startedAt = performance.now();
    await shop.gateway.close();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await stream.untilEnd();
    expect(stream.end).toBe('broken');
    await shop.start();
  });

  test('and leaves nothing behind when its client goes', async () => {
    for (let round = 0; round < 3; round++) {
      const three = await Promise.all([shop.open(), shop.open(), shop.open()]);
      expect(three.map(({ status }) => status)).toEqual([200, 200, 200]);
      for (const stream of three) stream.close();
      await expect.poll(async () => (await shop.open()).status, { timeout: 5_000 }).toBe(200);
      shop.streams.at(-1)?.close();
      await delay(50);
    }
    const before = shop.state.operations;
    shop.rename('A-1', 'Không ai nghe');
    await delay(quietMs);
    expect(shop.state.operations).toBe(before);
  });

  test('after an answer that is a refusal as a whole', async () => {
    const stream = await shop.open(follow, { variables: { sku: 'không phải mã' } });
    await stream.untilEnd();
    expect(stream.end).toBe('complete');
    expect(stream.answers).toMatchObject([{ data: { productChanged: null } }]);
    expect(stream.answers[0]?.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});

test('an answer that the caller cannot pay for waits until they can', async () => {
  // The text costs 1000 when it is new, and each answer 1.
  const rate = { perSecond: 1, burst: 1002 };
  await shop.restart({ chargeCaller: createRateLimit({ officer: rate, address: rate }, createMemoryRateStore()) });
  const stream = await shop.open();
  await stream.untilAnswers(1);
  shop.rename('A-1', 'Bút 1');
  await stream.untilAnswers(2);
  shop.rename('A-1', 'Bút 2');
  await delay(150);
  shop.rename('A-1', 'Bút 3');
  expect((await stream.untilAnswers(3, 8_000)).data?.productChanged?.name).toBe('Bút 3');
  expect(stream.end).toBeUndefined();
});

test('a change of what the caller may not see costs them nothing, and tells them nothing', async () => {
  const charged: number[] = [];
  await shop.restart({ chargeCaller: (_caller, cost) => void charged.push(cost) });
  shop.state.hidden.add('A-1');
  const stream = await shop.open();
  await stream.untilAnswers(1);
  charged.length = 0;
  for (const name of ['Bút 1', 'Bút 2', 'Bút 3']) {
    const before = shop.state.operations;
    shop.rename('A-1', name);
    // They may have been let in: it is asked for each time.
    await expect.poll(() => shop.state.operations).toBeGreaterThan(before);
  }
  await delay(quietMs);
  expect(charged).toEqual([]);
  expect(stream.answers).toEqual([{ data: { productChanged: null } }]);

  shop.state.hidden.delete('A-1');
  shop.rename('A-1', 'Bút 4');
  expect((await stream.untilAnswers(2)).data?.productChanged?.name).toBe('Bút 4');
  expect(charged).toHaveLength(1);
});

test('a stream that is silent is kept alive', async () => {
  const stream = await shop.open();
  await expect.poll(() => stream.comments, { timeout: 15_000 }).toBeGreaterThan(0);
  expect(stream.answers).toHaveLength(1);
}, 20_000);
