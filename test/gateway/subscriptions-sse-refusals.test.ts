import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEventStream, type Streamed } from '../support/event-stream.ts';
import { askGraph } from '../support/graph-client.ts';
import { ampleLimits, testLimits } from './gateway-under-test.ts';
import { follow, LiveShop, type Product } from './live-shop.ts';

let shop: LiveShop;

beforeEach(async () => {
  shop = await new LiveShop().start();
});
afterEach(() => shop.close());

const refusal = async (stream: Streamed<Product>) => {
  const { errors } = await stream.body();
  return { status: stream.status, code: errors?.[0]?.extensions?.code };
};

describe('no stream is opened', () => {
  test.each([
    ['for nobody', { token: undefined, headers: { 'apollo-require-preflight': 'true' } }, 401, 'UNAUTHENTICATED'],
    ['for a token that is not good', { token: 'nobody' }, 401, 'UNAUTHENTICATED'],
    ['while tokens cannot be verified', { token: 'unverifiable' }, 503, 'SUBGRAPH_UNAVAILABLE'],
    ['for what another page could have sent', { token: undefined, method: 'GET' as const }, 400, 'BAD_USER_INPUT'],
  ])('%s', async (_whom, request, status, code) => {
    const stream = await openEventStream<Product>(shop.gateway.graphUrl, follow, {
      variables: { sku: 'A-1' },
      ...request,
    });
    expect(await refusal(stream)).toEqual({ status, code });
  });

  test('for more than an officer or an address may have', async () => {
    const opened = await Promise.all([shop.open(), shop.open(), shop.open()]);
    expect(await refusal(await shop.open())).toEqual({ status: 429, code: 'RATE_LIMITED' });
    opened.push(await shop.open(follow, { token: 'binh' }), await shop.open(follow, { token: 'binh' }));
    expect(opened.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await refusal(await shop.open(follow, { token: 'binh' }))).toEqual({ status: 429, code: 'RATE_LIMITED' });
    opened[0]?.close();
    await expect.poll(async () => (await shop.open(follow, { token: 'binh' })).status, { timeout: 5_000 }).toBe(200);
  });

  test('for an operation that is more than one may be', async () => {
    await shop.restart({ limits: { ...testLimits, operation: { ...ampleLimits, depth: 1 } } });
    expect(await refusal(await shop.open())).toEqual({ status: 400, code: 'QUERY_TOO_COMPLEX' });
  });

  test('on a condition', async () => {
    const query = 'subscription ($sku: Sku!, $on: Boolean!) { productChanged(sku: $sku) @include(if: $on) { name } }';
    const stream = await shop.open(query, { variables: { sku: 'A-1', on: true } });
    expect(await refusal(stream)).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
  });

  test.each([
    ['two fields', 'subscription { a: productChanged(sku: "A-1") { name } b: productChanged(sku: "A-2") { name } }'],
    ['a field that is not there', 'subscription { productChanged(sku: "A-1") { nam } }'],
    ['no GraphQL', 'subscription {'],
  ])('for %s: an event says what is wrong', async (_what, query) => {
    const stream = await shop.open(query, { variables: {} });
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
    const stream = await shop.open(follow, { variables: {} });
    await stream.untilEnd();
    expect(stream.answers[0]?.errors?.[0]?.message).toContain('$sku');
  });
});

describe('who asks for one answer', () => {
  test('gets no stream for a subscription, and is told how to have one', async () => {
    const { status, errors } = await askGraph(shop.gateway.graphUrl, follow, { sku: 'A-1' }, { token: 'an' });
    expect({ status, code: errors[0]?.extensions?.code }).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
    expect(errors[0]?.message).toContain('text/event-stream');
  });

  test('in a stream gets it, and the end of the stream', async () => {
    const stream = await shop.open('{ products { name } }');
    await stream.untilEnd();
    expect(stream.answers).toEqual([
      { data: { products: [{ name: 'Bút bi' }, { name: 'Sổ tay' }, { name: 'Thước kẻ' }] } },
    ]);
    expect(stream.end).toBe('complete');
    const mutation = await shop.open('mutation { rename(sku: "A-1", name: "x") { name } }', { variables: {} });
    expect((await mutation.untilAnswers(1)).data).toEqual({ rename: { name: 'x' } });
  });

  test('cannot do anything by GET but read', async () => {
    const stream = await shop.open('mutation { rename(sku: "A-1", name: "x") { name } }', {
      variables: {},
      method: 'GET',
    });
    expect(await refusal(stream)).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
  });

  test('gets JSON where it names that before streams', async () => {
    const accept = 'application/graphql-response+json, application/json, text/event-stream, multipart/mixed';
    const stream = await shop.open('{ products { name } }', { headers: { accept } });
    expect(stream.headers.get('content-type')).toContain('json');
    expect(await stream.body()).toHaveProperty('data.products');
  });
});
