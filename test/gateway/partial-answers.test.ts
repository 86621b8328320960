import type { RequestListener } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { registerGraphqlRoute } from '../../platform/serving/graphql-route.ts';
import { createHttpServer } from '../../platform/serving/http-server.ts';
import { askGraph } from '../support/graph-client.ts';
import { httpSource, impatient, silent, startGateway, startServer, type RunningGateway } from './gateway-under-test.ts';
import { createProducts, createReviews, createShopState, serve } from './shop.ts';

const unavailable = (...path: (string | number)[]) => ({ code: 'SUBGRAPH_UNAVAILABLE', path });

async function ask(gateway: RunningGateway, query: string) {
  const { status, data, errors } = await askGraph<Record<string, unknown>>(gateway.graphUrl, query);
  return {
    status,
    data,
    errors: errors.map(({ extensions, path }) => ({ code: extensions?.code, path })),
    text: JSON.stringify(errors),
  };
}

const json = { 'content-type': 'application/json' };

const failures: Record<string, RequestListener> = {
  'hangs before it answers': () => {},
  'hangs in the middle of its answer': (_request, response) => {
    response.writeHead(200, json).write('{"data":{"_enti');
  },
  'resets the connection': (request) => request.socket.resetAndDestroy(),
  'breaks off its answer': (_request, response) => {
    response.writeHead(200, { ...json, 'content-length': '1000' }).write('{"data":');
    response.destroy();
  },
  'answers 500 with its address and a stack': (_request, response) => {
    response
      .writeHead(500, json)
      .end('{"errors":[{"message":"at http://reviews.internal:4002/graphql /srv/app.ts:3"}]}');
  },
  'is a proxy that answers in HTML': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>502 Bad Gateway reviews.internal</h1>');
  },
  'answers JSON that is not GraphQL': (_request, response) => {
    response.writeHead(200, json).end('{"status":"ok"}');
  },
  'answers with fewer entities than were asked for': (_request, response) => {
    response.writeHead(200, json).end('{"data":{"_entities":[null]}}');
  },
  'answers more than the gateway would hold in memory': (_request, response) => {
    response.writeHead(200, json);
    response.on('error', () => {});
    const spaces = Buffer.alloc(4 * 1024 * 1024, ' ');
    const write = () => {
      while (response.writable && response.write(spaces)) continue;
      if (response.writable) response.once('drain', write);
    };
    write();
  },
};

describe('a subgraph that fails takes away its own fields only', () => {
  let close: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const each of close) await each();
    close = [];
  });

  for (const [name, listener] of Object.entries(failures)) {
    test(`one that ${name}`, async () => {
      const broken = await startServer(listener);
      const source = httpSource('reviews', `${broken.origin}/graphql`, impatient);
      const gateway = await startGateway({ sources: [createProducts(), source], timeouts: impatient });
      close = [() => gateway.close(), () => source.close(), () => broken.close()];

      const started = Date.now();
      const { status, data, errors, text } = await ask(
        gateway,
        '{ products { name average: rating } latestReview { text } }',
      );
      expect(Date.now() - started).toBeLessThan(5000);
      expect(status).toBe(200);
      expect(data).toEqual({
        products: ['Bút bi', 'Sổ tay', 'Thước kẻ'].map((product) => ({ name: product, average: null })),
        latestReview: null,
      });
      const expected = [0, 1, 2].map((index) => unavailable('products', index, 'average'));
      // A fetch of root fields has no entities whose number could be wrong.
      if (!name.includes('entities')) expected.push(unavailable('latestReview'));
      expect(errors).toEqual(expect.arrayContaining(expected));
      expect(text).not.toMatch(/http|internal|127\.0\.0\.1|\.ts|stack|serviceName|ECONN/);
    });
  }

  test('one that is down, and it is back as soon as it runs again', async () => {
    const reviews = await serve(createReviews());
    const source = httpSource('reviews', reviews.url);
    const gateway = await startGateway({ sources: [createProducts(), source] });
    close = [() => gateway.close(), () => source.close()];
    const query = '{ products { rating } }';
    expect((await ask(gateway, query)).errors).toHaveLength(1);
    await reviews.close();
    const { data, errors } = await ask(gateway, query);
    expect(data).toEqual({ products: [{ rating: null }, { rating: null }, { rating: null }] });
    expect(errors).toEqual([0, 1, 2].map((index) => unavailable('products', index, 'rating')));

    const again = createHttpServer(silent);
    registerGraphqlRoute(again, createReviews(), { maxFileBytes: 1, maxFiles: 1 });
    await again.listen({ host: '127.0.0.1', port: Number(new URL(reviews.url).port) });
    close.push(() => again.close());
    expect((await ask(gateway, query)).data).toMatchObject({ products: [{ rating: 4.5 }, {}, {}] });
  });

  test('one in the same process that never answers', async () => {
    const state = createShopState();
    state.delay = 5000;
    const gateway = await startGateway({ sources: [createProducts(), createReviews(state)], timeouts: impatient });
    close = [() => gateway.close()];
    const { data, errors } = await ask(gateway, '{ product(sku: "A-1") { name rating } }');
    expect(data).toEqual({ product: { name: 'Bút bi', rating: null } });
    expect(errors).toEqual([unavailable('product', 'rating')]);
  });

  test('one in the same process that throws what nobody expected', async () => {
    const source = { name: 'reviews', execute: () => Promise.reject(new Error('at /srv/app.ts')) };
    const gateway = await startGateway({ sources: [createProducts(), source] });
    close = [() => gateway.close()];
    const { data, errors, text } = await ask(gateway, '{ product(sku: "A-1") { name rating } }');
    expect(data).toEqual({ product: { name: 'Bút bi', rating: null } });
    expect(errors).toEqual([{ code: 'INTERNAL_SERVER_ERROR', path: ['product', 'rating'] }]);
    expect(text).not.toContain('/srv');
  });

  test('a mutation that was reset is not sent twice, a query is', async () => {
    const seen: string[] = [];
    const fragile = await startServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        seen.push(body.includes('mutation') ? 'mutation' : 'query');
        if (seen.length % 2 === 1) return request.socket.resetAndDestroy();
        return response.writeHead(200, json).end('{"data":{"latestReview":{"text":"Tốt"}}}');
      });
    });
    const source = httpSource('reviews', `${fragile.origin}/graphql`);
    const gateway = await startGateway({ sources: [createProducts(), source] });
    close = [() => gateway.close(), () => source.close(), () => fragile.close()];
    expect((await ask(gateway, '{ latestReview { text } }')).data).toEqual({ latestReview: { text: 'Tốt' } });
    const mutated = await ask(gateway, 'mutation { review(sku: "A-1", text: "x") { text } }');
    expect(mutated.errors).toEqual([unavailable('review')]);
    expect(seen).toEqual(['query', 'query', 'mutation']);
  });
});

describe('paths of errors', () => {
  let gateway: RunningGateway;
  beforeEach(async () => {
    gateway = await startGateway({ sources: [createProducts(), createReviews()] });
  });
  afterEach(() => gateway.close());

  test('an error stands at the object it is about, although others in the list have no key to ask by', async () => {
    const { data, errors } = await ask(gateway, '{ items { name ... on Product { rating } } }');
    expect(data).toMatchObject({ items: [{}, { rating: 4.5 }, {}, { rating: null }] });
    expect(errors).toEqual([{ code: 'FORBIDDEN', path: ['items', 3, 'rating'] }]);
  });

  test('an error in a fetch that needs fields of the first subgraph stands at the right object', async () => {
    const { errors } = await ask(gateway, '{ products { shippingAdvice } }');
    expect(errors).toEqual([{ code: 'FORBIDDEN', path: ['products', 1, 'shippingAdvice'] }]);
  });

  test('fields that the client skipped are not reported as missing', async () => {
    const source = { name: 'reviews', execute: () => Promise.reject(new Error('down')) };
    const broken = await startGateway({ sources: [createProducts(), source] });
    const { errors } = await ask(broken, '{ product(sku: "A-1") { rating @skip(if: true) reviews { text } } }');
    await broken.close();
    expect(errors).toEqual([{ code: 'INTERNAL_SERVER_ERROR', path: ['product', 'reviews'] }]);
  });

  test('a key that only the gateway asked for does not show up in a path', async () => {
    const products = { name: 'products', execute: () => Promise.reject(new Error('down')) };
    const broken = await startGateway({ sources: [products, createReviews()] });
    const { data, errors } = await ask(broken, '{ latestReview { text product { name } } }');
    await broken.close();
    expect(data).toEqual({ latestReview: null });
    expect(errors).toEqual([{ code: 'INTERNAL_SERVER_ERROR', path: ['latestReview', 'product', 'name'] }]);
  });
});
