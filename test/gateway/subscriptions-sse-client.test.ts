import { setTimeout as delay } from 'node:timers/promises';
import { createClient, NetworkError, type Client, type ClientOptions } from 'graphql-sse';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ChangeFeed } from '../../platform/changes/change-feed.ts';
import { startGateway, type RunningGateway, verifierOf } from './gateway-under-test.ts';
import { createProducts, createReviews, createShopState, type ShopState } from './shop.ts';

/** What the client of `graphql-sse` makes of our streams: the package that wrote the protocol down. */

const query = 'subscription ($sku: Sku!) { productChanged(sku: $sku) { name rating } }';
const variables = { sku: 'A-1' };

let state: ShopState;
let feed: ChangeFeed;
let gateway: RunningGateway;
let signedIn: Set<string>;
let clients: Client<boolean>[];

beforeEach(async () => {
  state = createShopState();
  feed = new ChangeFeed('products');
  signedIn = new Set(['an']);
  clients = [];
  gateway = await startGateway({
    sources: [createProducts(state), createReviews(state)],
    authenticate: verifierOf(signedIn),
    subscriptions: { changes: [feed], limits: { perOfficer: 3, perAddress: 3, total: 100 } },
  });
  feed.gap();
});
afterEach(async () => {
  for (const client of clients) client.dispose();
  await gateway.close();
});

function connect<Single extends boolean = false>(options: Partial<ClientOptions<Single>> = {}): Client<Single> {
  const client = createClient<Single>({
    url: gateway.graphUrl,
    headers: { authorization: 'Bearer an', 'accept-language': 'en' },
    retryAttempts: 0,
    ...options,
  });
  clients.push(client);
  return client;
}

function subscribe(client: Client<boolean>, payload: Parameters<Client['subscribe']>[0] = { query, variables }) {
  const answers: unknown[] = [];
  const seen: { end: unknown } = { end: undefined };
  const stop = client.subscribe(payload, {
    next: (answer) => answers.push(answer),
    error: (error) => (seen.end = error),
    complete: () => (seen.end ??= 'complete'),
  });
  return { answers, seen, stop };
}

function rename(name: string): void {
  state.names.set('A-1', name);
  feed.publish({ topic: 'product', key: 'A-1' });
}

describe('in distinct connections mode, a client', () => {
  test('is sent what is there and what becomes of it, until it wants no more', async () => {
    const { answers, seen, stop } = subscribe(connect());
    await expect.poll(() => answers).toEqual([{ data: { productChanged: { name: 'Bút bi', rating: 4.5 } } }]);
    rename('Bút chì');
    await expect.poll(() => answers.at(-1)).toEqual({ data: { productChanged: { name: 'Bút chì', rating: 4.5 } } });
    stop();
    await expect.poll(() => seen.end).toBe('complete');
    // Whoever is gone holds nothing, once that is noticed: the address may have three.
    const patient = connect({ retryAttempts: 100, retry: () => delay(20) });
    const others = [subscribe(patient), subscribe(patient), subscribe(patient)];
    await expect.poll(() => others.map((other) => other.answers.length)).toEqual([1, 1, 1]);
    expect(answers).toHaveLength(2);
  });

  test('gets an answer that holds an error like any other, and the stream goes on', async () => {
    const { answers, seen } = subscribe(connect(), { query, variables: { sku: 'A-2' } });
    await expect
      .poll(() => answers)
      .toMatchObject([
        {
          data: { productChanged: { name: 'Sổ tay', rating: null } },
          errors: [{ message: 'Not for you.', path: ['productChanged', 'rating'], extensions: { code: 'FORBIDDEN' } }],
        },
      ]);
    expect(seen.end).toBeUndefined();
  });

  test.each([
    ['a field that is not there', { query: 'subscription { productChanged(sku: "A-1") { nam } }' }],
    ['a variable that is missing', { query }],
    ['a key that is none', { query, variables: { sku: 'không phải mã' } }],
  ])('is told in an answer, the last one, of %s', async (_what, payload) => {
    const { answers, seen } = subscribe(connect(), payload);
    await expect.poll(() => seen.end).toBe('complete');
    expect(answers).toMatchObject([{ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] }]);
  });

  test('gets a query answered once, and the end', async () => {
    const { answers, seen } = subscribe(connect(), { query: '{ product(sku: "A-2") { name } }' });
    await expect.poll(() => seen.end).toBe('complete');
    expect(answers).toEqual([{ data: { product: { name: 'Sổ tay' } } }]);
  });

  test('reads the refusal of a request from its response', async () => {
    const { seen } = subscribe(connect({ headers: { authorization: 'Bearer nobody' } }));
    await expect.poll(() => seen.end).toBeInstanceOf(NetworkError);
    expect(seen.end).toMatchObject({ response: { status: 401 } });
  });

  test('is told that its session is over, and that there is nothing more', async () => {
    const { answers, seen } = subscribe(connect());
    await expect.poll(() => answers.length).toBe(1);
    signedIn.delete('an');
    await expect.poll(() => seen.end, { timeout: 5_000 }).toBe('complete');
    expect(answers.at(-1)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  test('takes a gateway that stops for a connection that broke, after which it comes again', async () => {
    const { answers, seen } = subscribe(connect());
    await expect.poll(() => answers.length).toBe(1);
    await gateway.close();
    await expect.poll(() => seen.end).toBeInstanceOf(NetworkError);
  });
});

describe('single connection mode', () => {
  test('is refused at the reservation, with what to do instead', async () => {
    const { answers, seen } = subscribe(connect<true>({ singleConnection: true }));
    await expect.poll(() => seen.end).toBeInstanceOf(NetworkError);
    expect(seen.end).toMatchObject({ response: { status: 405 } });
    expect(answers).toEqual([]);
  });

  test.each([
    ['PUT', 'en', /singleConnection: false.*WebSocket/],
    ['PUT', 'vi', /singleConnection: false.*WebSocket/],
    ['DELETE', 'en', /singleConnection: false.*WebSocket/],
  ])('%s /graphql says so, %s', async (method, language, sentence) => {
    const response = await fetch(gateway.graphUrl, {
      method,
      headers: { authorization: 'Bearer an', 'accept-language': language },
    });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    expect(await response.json()).toMatchObject({
      errors: [{ message: expect.stringMatching(sentence), extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });
});
