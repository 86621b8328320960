import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type RunningGateway } from '../gateway/gateway-under-test.ts';
import { createProducts, createReviews } from '../gateway/shop.ts';

const listed = 'https://bang-theo-doi.example.vn';

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway({ sources: [createProducts(), createReviews()], allowedOrigins: [listed] });
});
afterAll(() => gateway.close());

function preflight(origin: string, path = '/graphql') {
  const headers = {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  };
  return fetch(gateway.url + path, { method: 'OPTIONS', headers });
}

function ask(origin: string) {
  const body = JSON.stringify({ query: '{ product(sku: "A-1") { name } }' });
  return fetch(gateway.graphUrl, { method: 'POST', body, headers: { origin, 'content-type': 'application/json' } });
}

describe('a page of a listed origin', () => {
  test('is let in, and reads the answer', async () => {
    const allowed = await preflight(listed);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(listed);
    expect(allowed.headers.get('access-control-allow-headers')).toContain('authorization');
    expect(allowed.headers.get('access-control-allow-methods')).toContain('POST');
    const answer = await ask(listed);
    expect(answer.headers.get('access-control-allow-origin')).toBe(listed);
    expect(answer.headers.get('access-control-expose-headers')).toContain('retry-after');
    expect(await answer.json()).toEqual({ data: { product: { name: 'Bút bi' } } });
  });

  test('sends no cookies, and shares no cached answer with another origin', async () => {
    const allowed = await preflight(listed);
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
    expect((await ask(listed)).headers.get('vary')).toContain('origin');
    expect((await ask('https://other.example')).headers.get('vary')).toContain('origin');
  });

  test('reads refusals, too', async () => {
    const headers = { origin: listed, 'content-type': 'application/json', authorization: 'Bearer forged' };
    const refused = await fetch(gateway.graphUrl, { method: 'POST', body: '{}', headers });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-allow-origin')).toBe(listed);
  });
});

describe('a page of any other origin is not let in', () => {
  test.each([
    'https://evil.example',
    'null',
    'http://bang-theo-doi.example.vn',
    'https://bang-theo-doi.example.vn:8443',
    'https://bang-theo-doi.example.vn.evil.example',
    'https://evil-bang-theo-doi.example.vn',
    'https://BANG-THEO-DOI.example.vn',
    '*',
  ])('%s', async (origin) => {
    for (const path of ['/graphql', '/files/products/x', '/metrics']) {
      const refused = await preflight(origin, path);
      expect(refused.status).not.toBe(204);
      expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    }
    expect((await ask(origin)).headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('where no origin is listed, nobody is let in', async () => {
  const closed = await startGateway({ sources: [createProducts(), createReviews()] });
  const headers = { origin: listed, 'access-control-request-method': 'POST' };
  const refused = await fetch(closed.graphUrl, { method: 'OPTIONS', headers });
  expect(refused.status).toBe(404);
  expect(refused.headers.get('access-control-allow-origin')).toBeNull();
  await closed.close();
});
