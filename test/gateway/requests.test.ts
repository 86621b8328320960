import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type RunningGateway } from './gateway-under-test.ts';
import { createProducts, createReviews, createShopState } from './shop.ts';

const json = { 'content-type': 'application/json' };
const query = JSON.stringify({ query: '{ product(sku: "A-1") { name } }' });

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway({
    sources: [createProducts(), createReviews()],
    readiness: {
      products: async () => {},
      reviews: async () => {
        throw new Error('connect ECONNREFUSED 127.0.0.1:4002');
      },
    },
  });
});
afterAll(() => gateway.close());

async function send(init: RequestInit, path = '/graphql') {
  const response = await fetch(gateway.url + path, init);
  const text = await response.text();
  const body = text.startsWith('{') ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, body, code: body.errors?.[0]?.extensions?.code };
}

function post(body: string, headers: Record<string, string> = json) {
  return send({ method: 'POST', body, headers });
}

describe('GraphQL over HTTP', () => {
  test('answers in the media type that the caller prefers', async () => {
    const own = await post(query, { ...json, accept: 'application/graphql-response+json, application/json;q=0.9' });
    expect(own.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
    const plain = await post(query);
    expect(plain.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(plain.body).toEqual({ data: { product: { name: 'Bút bi' } } });
    expect(plain.headers.get('cache-control')).toBe('no-store');
    expect(plain.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('a query may come by GET, a mutation may not', async () => {
    const headers = { 'apollo-require-preflight': 'true' };
    const read = await send({ headers }, `/graphql?query=${encodeURIComponent('{ product(sku: "A-1") { name } }')}`);
    expect(read.body.data).toEqual({ product: { name: 'Bút bi' } });
    const written = await send(
      { headers },
      `/graphql?query=${encodeURIComponent('mutation { rename(sku: "A-1", name: "x") { name } }')}`,
    );
    expect(written).toMatchObject({ status: 405, code: 'BAD_USER_INPUT' });
  });

  test.each([
    ['a body that is not JSON', '{"query": ', 400],
    ['no body', '', 400],
    ['a string', '"{ products { name } }"', 400],
    ['null', 'null', 400],
    ['a list of operations', `[${query}]`, 400],
    ['no query', '{}', 400],
    ['an empty query', '{"query": "  "}', 400],
    ['a query that is not text', '{"query": 1}', 400],
    ['variables that are text', '{"query": "{ products { name } }", "variables": "{}"}', 400],
    ['variables in a list', '{"query": "{ products { name } }", "variables": []}', 400],
    ['an operation name that is not text', '{"query": "{ products { name } }", "operationName": 1}', 400],
    ['extensions that are text', '{"query": "{ products { name } }", "extensions": "x"}', 400],
    ['a body that is too long', JSON.stringify({ query: '{ products { name } }', x: 'x'.repeat(200_000) }), 413],
  ])('%s is refused in both languages', async (_name, body, status) => {
    const vietnamese = await post(body);
    const english = await post(body, { ...json, 'accept-language': 'en' });
    expect(vietnamese).toMatchObject({ status, code: 'BAD_USER_INPUT' });
    expect(english).toMatchObject({ status, code: 'BAD_USER_INPUT' });
    expect(vietnamese.body.errors[0].message).toMatch(/[ầạđăếảư]/);
    expect(english.body.errors[0].message).not.toMatch(/[ầạđăếảư]/);
  });

  test('another media type is refused by name', async () => {
    const refused = await post(query, { 'content-type': 'application/xml', 'accept-language': 'en' });
    expect(refused).toMatchObject({ status: 415, code: 'BAD_USER_INPUT' });
  });

  test('a caller who takes no JSON is told so', async () => {
    expect(await post(query, { ...json, accept: 'image/png' })).toMatchObject({ status: 406, code: 'BAD_USER_INPUT' });
    expect((await post(query, { ...json, accept: 'text/html, */*;q=0.1' })).status).toBe(200);
  });

  test.each([
    ['GET without a header of ours', { method: 'GET' }, '?query={products{name}}'],
    ['GET with a media type', { method: 'GET', headers: { 'content-type': 'text/plain' } }, '?query={products{name}}'],
    ['a form', { method: 'POST', body: new URLSearchParams({ query: '{ products { name } }' }) }, ''],
    ['a multipart form', { method: 'POST', body: new FormData() }, ''],
    ['text', { method: 'POST', body: query, headers: { 'content-type': 'text/plain' } }, ''],
    ['an empty preflight header', { headers: { 'apollo-require-preflight': '' } }, '?query={products{name}}'],
  ])('what a foreign page could send runs nothing: %s', async (_name, init, search) => {
    const { status, body, code } = await send(init, `/graphql${search}`);
    expect([400, 415]).toContain(status);
    expect(code).toBe('BAD_USER_INPUT');
    expect(body.data).toBeUndefined();
  });

  test("mistakes in an operation keep GraphQL's own codes", async () => {
    expect(await post('{"query": "{"}')).toMatchObject({ status: 400, code: 'GRAPHQL_PARSE_FAILED' });
    expect(await post('{"query": "{ nope }"}')).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
    const twice = '{"query": "query A { products { name } } query B { products { name } }"}';
    expect(await post(twice)).toMatchObject({ status: 400, code: 'OPERATION_RESOLUTION_FAILURE' });
    const missing = '{"query": "query ($sku: Sku!) { product(sku: $sku) { name } }"}';
    expect(await post(missing)).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
  });

  test('the query plan and the subgraphs behind it are not for callers', async () => {
    const headers = { ...json, 'apollo-query-plan-experimental': 'true', 'apollo-federation-include-trace': 'ftv1' };
    const { body } = await post(query, headers);
    expect(body).toEqual({ data: { product: { name: 'Bút bi' } } });
  });

  test('introspection answers without a token', async () => {
    const { body } = await post('{"query": "{ __schema { queryType { name } } }"}');
    expect(body).toEqual({ data: { __schema: { queryType: { name: 'Query' } } } });
  });
});

describe('authentication', () => {
  test.each([
    ['a token that is not valid', 'Bearer bad'],
    ['no token behind the scheme', 'Bearer '],
    ['another scheme', 'Basic aG9hbnQ6eA=='],
  ])('%s ends the request', async (_name, authorization) => {
    const { status, headers, code } = await post(query, { ...json, authorization });
    expect({ status, code }).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
    expect(headers.get('www-authenticate')).toContain(
      'resource_metadata="https://graph.example.vn/.well-known/oauth-protected-resource"',
    );
  });

  test('a valid token, and none at all, pass', async () => {
    expect((await post(query, { ...json, authorization: 'Bearer good' })).status).toBe(200);
    expect((await post(query, { ...json, authorization: 'bearer good' })).status).toBe(200);
    expect((await post(query)).status).toBe(200);
  });

  test('an issuer that cannot be reached is not the fault of the caller', async () => {
    const { status, code } = await post(query, { ...json, authorization: 'Bearer unverifiable' });
    expect({ status, code }).toEqual({ status: 503, code: 'SUBGRAPH_UNAVAILABLE' });
  });

  test('clients learn whom to ask for a token', async () => {
    const { body } = await send({}, '/.well-known/oauth-protected-resource');
    expect(body).toMatchObject({
      resource: 'https://graph.example.vn/graphql',
      authorization_servers: ['https://sso.example.vn'],
    });
  });
});

describe('operation', () => {
  test('health names each dependency', async () => {
    expect((await send({}, '/health/live')).status).toBe(200);
    const { status, body } = await send({}, '/health/ready');
    expect(status).toBe(503);
    expect(body).toMatchObject({ dependencies: { products: 'ok', reviews: 'unavailable' } });
    expect(JSON.stringify(body)).not.toContain('127.0.0.1');
  });

  test('metrics count operations, refusals and fetches', async () => {
    await post(query);
    const { body } = await send({}, '/metrics');
    expect(body).toMatch(/lienthong_gateway_operation_seconds_count\{kind="query",outcome="ok"\} \d/);
    expect(body).toMatch(/lienthong_gateway_subgraph_fetch_seconds_count\{subgraph="products",outcome="ok"\} \d/);
    expect(body).toMatch(/lienthong_gateway_refused_requests_total\{code="UNAUTHENTICATED"\} \d/);
  });

  test('closing lets what is under way finish', async () => {
    const state = createShopState();
    state.delay = 300;
    const slow = await startGateway({ sources: [createProducts(state), createReviews()] });
    const answer = fetch(slow.graphUrl, { method: 'POST', body: query, headers: json });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closed = slow.close();
    expect(await (await answer).json()).toEqual({ data: { product: { name: 'Bút bi' } } });
    await closed;
    await expect(fetch(slow.graphUrl)).rejects.toThrow();
  });
});
