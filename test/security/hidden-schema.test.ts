import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ampleLimits, startGateway, testLimits, type RunningGateway } from '../gateway/gateway-under-test.ts';
import { createProducts, createReviews } from '../gateway/shop.ts';
import { askGraph, refusalOf } from '../support/graph-client.ts';

describe('where the schema is not shown', () => {
  let gateway: RunningGateway;
  beforeAll(async () => {
    gateway = await startGateway({
      sources: [createProducts(), createReviews()],
      limits: { ...testLimits, operation: { ...ampleLimits, introspection: false } },
    });
  });
  afterAll(() => gateway.close());

  test.each([
    ['__schema', '{ __schema { types { name } } }'],
    ['__type, by another name', '{ x: __type(name: "Product") { fields { name } } }'],
    ['__type in a fragment', '{ ...F } fragment F on Query { __type(name: "Product") { name } }'],
    ['__schema beside data', '{ product(sku: "A-1") { name } __schema { queryType { name } } }'],
    [
      '__schema in another operation of the document',
      'query A { __typename } query B { __schema { queryType { name } } }',
    ],
  ])('introspection is refused: %s', async (_what, query) => {
    const answer = await askGraph(gateway.graphUrl, query);
    expect(refusalOf(answer).code).toBe('FORBIDDEN');
    expect(answer.data).toBeNull();
  });

  test('__typename still works: clients need it', async () => {
    const { data } = await askGraph(gateway.graphUrl, '{ product(sku: "A-1") { __typename } }');
    expect(data).toEqual({ product: { __typename: 'Product' } });
  });

  test.each([
    ['a field', '{ product(sku: "A-1") { nam } }', {}],
    ['a root field', '{ produc(sku: "A-1") { name } }', {}],
    ['an argument', '{ product(skus: "A-1") { name } }', {}],
    ['a type', '{ items { ... on Produkt { name } } }', {}],
    ['a field of an input object', 'mutation { addPictures(input: { skus: "x" }) { name } }', {}],
    [
      'a variable of an input object',
      'mutation ($i: PicturesInput!) { addPictures(input: $i) { name } }',
      { i: { skus: 1 } },
    ],
  ])('nobody guesses what a misspelt name was meant to be: %s', async (_what, query, variables) => {
    const { errors } = await askGraph(gateway.graphUrl, query, variables);
    expect(errors.length).toBeGreaterThan(0);
    expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
  });

  test('nor is there a page for people', async () => {
    const page = await fetch(gateway.graphUrl, { headers: { accept: 'text/html', 'apollo-require-preflight': 'x' } });
    expect(page.headers.get('content-type')).not.toContain('text/html');
  });
});

test('where the schema is shown, a misspelt name is guessed', async () => {
  const gateway = await startGateway({ sources: [createProducts(), createReviews()] });
  const { errors } = await askGraph(gateway.graphUrl, '{ product(sku: "A-1") { nam } }');
  expect(errors[0]?.message).toContain('Did you mean "name"?');
  await gateway.close();
});
