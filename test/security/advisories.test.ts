import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { startGateway, startServer, httpSource } from '../gateway/gateway-under-test.ts';
import { createProducts, createReviews } from '../gateway/shop.ts';
import { askGraph } from '../support/graph-client.ts';

/** The last version that an advisory speaks of, by package. */
const affected: Readonly<Record<string, string>> = {
  // CVE-2026-32621: prototype pollution in the planner and in what it merges.
  '@apollo/federation-internals': '2.13.2',
  '@apollo/gateway': '2.13.2',
  '@apollo/query-graphs': '2.13.2',
  '@apollo/query-planner': '2.13.2',
  '@apollo/composition': '2.13.2',
  '@apollo/subgraph': '2.13.2',
  // GHSA-9q82-xgwf-vj6h: searches across sites by GET with odd content types.
  '@apollo/server': '5.5.0',
  undici: '7.24.0',
  '@fastify/busboy': '3.2.5',
};

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}

test.each(Object.entries(affected))('every copy of %s is newer than %s', async (name, version) => {
  const { packages }: Lockfile = JSON.parse(await readFile('package-lock.json', 'utf8'));
  const copies = Object.entries(packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
  expect(copies.length).toBeGreaterThan(0);
  for (const [path, { version: installed = '' }] of copies) {
    expect({ path, newer: isNewer(installed, version) }).toEqual({ path, newer: true });
  }
});

test('a version is newer by its numbers, not by its letters', () => {
  expect(isNewer('2.14.0', '2.13.2')).toBe(true);
  expect(isNewer('10.0.0', '9.0.0')).toBe(true);
  expect(isNewer('2.13.2', '2.13.2')).toBe(false);
  expect(isNewer('2.13.1', '2.13.2')).toBe(false);
});

test.each([
  ['a response name', '{ __proto__: product(sku: "A-1") { constructor: name } }'],
  ['a nested response name', '{ product(sku: "A-1") { __proto__: reviews { polluted: text } } }'],
  [
    'a response name that objects inherit',
    '{ constructor: product(sku: "A-1") { prototype: reviews { polluted: text } } }',
  ],
])('CVE-2026-32621: nothing of an operation reaches the prototype of all objects, by %s', async (_what, query) => {
  const gateway = await startGateway({ sources: [createProducts(), createReviews()] });
  for (let n = 0; n < 2; n += 1) await askGraph(gateway.graphUrl, query);
  expect(Object.prototype).not.toHaveProperty('polluted');
  expect(Object.prototype).not.toHaveProperty('constructor.prototype.polluted');
  expect(Object.keys(Object.prototype)).toEqual([]);
  await gateway.close();
});

test('CVE-2026-32621: nor does anything that a subgraph answers', async () => {
  const server = await startServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(
      '{"data":{"__proto__":{"polluted":1},"product":{"__typename":"Product","sku":"A-1","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"name":"x"}}}',
    );
  });
  const products = httpSource('products', `${server.origin}/graphql`);
  const gateway = await startGateway({ sources: [products, createReviews()] });
  // By the short lane, by Apollo Server, and by Apollo Gateway's own executor.
  for (const query of [
    '{ product(sku: "A-1") { name } }',
    '{ product(sku: "A-1") { name } __schema { queryType { name } } }',
  ]) {
    for (let n = 0; n < 2; n += 1) await askGraph(gateway.graphUrl, query);
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect({}).not.toHaveProperty('polluted');
  await gateway.close();
  await products.close();
  await server.close();
});

test.each([
  'text/plain',
  'text/plain; application/json',
  'text/plain;charset=utf-8, application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'application/json garbage',
  ' ',
])('GHSA-9q82-xgwf-vj6h: a GET with the content type “%s” needs proof like any other', async (type) => {
  const gateway = await startGateway({ sources: [createProducts(), createReviews()] });
  const address = `${gateway.graphUrl}?query=${encodeURIComponent('{ product(sku: "A-1") { name } }')}`;
  const refused = await fetch(address, { headers: { 'content-type': type } });
  expect(refused.status).toBe(400);
  expect(await refused.json()).not.toHaveProperty('data');
  await gateway.close();
});

function isNewer(installed: string, version: string): boolean {
  const [ours, theirs] = [installed, version].map((text) => text.split('.').map(Number));
  for (const [index, number] of (ours ?? []).entries()) {
    const other = theirs?.[index] ?? 0;
    if (number !== other) return number > other;
  }
  return false;
}
