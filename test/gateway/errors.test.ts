import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorCodes } from '../../platform/errors.ts';
import { askGraph } from '../support/graph-client.ts';
import { httpSource, startGateway, startServer, type RunningGateway } from './gateway-under-test.ts';
import { createProducts, createReviews, serve } from './shop.ts';

describe.each(['in the same process', 'over HTTP'])('errors of a subgraph %s', (place) => {
  let gateway: RunningGateway;
  const closing: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    const sources = [];
    for (const source of [createProducts(), createReviews()]) {
      if (place === 'over HTTP') {
        const server = await serve(source);
        const overHttp = httpSource(source.name, server.url);
        closing.push(
          () => overHttp.close(),
          () => server.close(),
        );
        sources.push(overHttp);
      } else sources.push(source);
    }
    gateway = await startGateway({ sources });
    closing.unshift(() => gateway.close());
  });
  afterAll(async () => {
    for (const close of closing) await close();
  });

  test('a refusal passes unharmed, in the language of the caller', async () => {
    const query = '{ failure(kind: "refusal") }';
    const { errors } = await askGraph(gateway.graphUrl, query);
    expect(errors).toEqual([{ message: 'Sai bước.', path: ['failure'], extensions: { code: 'WRONG_STEP' } }]);
    const english = await askGraph(gateway.graphUrl, query, {}, { headers: { 'accept-language': 'en-GB,vi;q=0.5' } });
    expect(english.errors[0]?.message).toBe('Wrong step.');
  });

  test('an unexpected error is masked, and carries the request id', async () => {
    const headers = { 'x-request-id': 'counter-1', 'accept-language': 'en' };
    const { errors } = await askGraph(gateway.graphUrl, '{ failure(kind: "bug") }', {}, { headers });
    expect(errors).toEqual([
      {
        message: errorCodes.INTERNAL_SERVER_ERROR.en,
        path: ['failure'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'counter-1' },
      },
    ]);
  });

  test('a value that the subgraph does not take is the mistake of the caller, as variable and as literal', async () => {
    const asVariable = await askGraph(gateway.graphUrl, 'query ($sku: Sku!) { product(sku: $sku) { name } }', {
      sku: 'x',
    });
    const asLiteral = await askGraph(gateway.graphUrl, '{ product(sku: "x") { name } }');
    for (const { data, errors } of [asVariable, asLiteral]) {
      expect(data).toEqual({ product: null });
      expect(errors).toMatchObject([{ path: ['product'], extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });

  test('token, language and request id travel to the subgraph', async () => {
    const query = '{ origin { requestId token language } }';
    const headers = { 'x-request-id': 'abc.123', 'accept-language': 'en' };
    const { data } = await askGraph(gateway.graphUrl, query, {}, { token: 'good', headers });
    expect(data).toEqual({ origin: { requestId: 'abc.123', token: 'good', language: 'en' } });
    const bare = await askGraph<{ origin: { requestId: string } }>(gateway.graphUrl, query);
    expect(bare.data?.origin).toMatchObject({ token: null, language: 'vi' });
    expect(bare.data?.origin.requestId).toBe(bare.headers.get('x-request-id'));
  });

  test('a request id that could break a log line is replaced', async () => {
    const headers = { 'x-request-id': 'a b"{}' };
    const answer = await askGraph<{ origin: { requestId: string } }>(
      gateway.graphUrl,
      '{ origin { requestId } }',
      {},
      { headers },
    );
    expect(answer.data?.origin.requestId).toMatch(/^[\w-]{36}$/);
    expect(answer.headers.get('x-request-id')).toBe(answer.data?.origin.requestId);
  });
});

describe('errors of a server that nobody taught our ways', () => {
  async function answering(body: unknown, status = 200) {
    const server = await startServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    const source = httpSource('products', `${server.origin}/graphql`);
    const gateway = await startGateway({ sources: [source, createReviews()] });
    const { data, errors } = await askGraph(gateway.graphUrl, '{ failure(kind: "x") }');
    await gateway.close();
    await source.close();
    await server.close();
    return { data, errors };
  }

  test('an error without a code is masked', async () => {
    const { errors } = await answering({
      data: { failure: null },
      errors: [{ message: 'select * from x', path: ['failure'] }],
    });
    expect(errors).toMatchObject([{ path: ['failure'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(JSON.stringify(errors)).not.toContain('select');
  });

  test('stack, exception and service name are taken out, what the code needs stays', async () => {
    const extensions = {
      code: 'RATE_LIMITED',
      retryAfter: 3,
      stacktrace: ['at /srv'],
      exception: { stacktrace: [] },
      serviceName: 'products',
    };
    const { errors } = await answering({
      data: null,
      errors: [{ message: 'Chậm lại.', path: ['failure'], extensions }],
    });
    expect(errors).toEqual([
      { message: 'Chậm lại.', path: ['failure'], extensions: { code: 'RATE_LIMITED', retryAfter: 3 } },
    ]);
  });

  test('a value of a wrong type is the mistake of the caller, although the server gives no code', async () => {
    const message = 'Variable "$kind" got invalid value 1; Expected type "Kind".';
    const { data, errors } = await answering({ errors: [{ message }] }, 400);
    expect(data).toEqual({ failure: null });
    expect(errors).toEqual([{ message, path: ['failure'], extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

test('a gateway whose sources do not fit the supergraph does not start', async () => {
  await expect(startGateway({ sources: [createProducts()] })).rejects.toThrow('“reviews”');
  const stray = { ...createProducts(), name: 'stray' };
  await expect(startGateway({ sources: [createProducts(), createReviews(), stray] })).rejects.toThrow('stray');
});
