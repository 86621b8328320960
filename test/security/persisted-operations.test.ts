import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { startGateway, type RunningGateway } from '../gateway/gateway-under-test.ts';
import { graphBody } from './graph-body.ts';
import { createProducts, createReviews } from '../gateway/shop.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const registered = 'query Pen($sku: Sku!) { product(sku: $sku) { name } }';
const stranger = 'query Stranger($sku: Sku!) { product(sku: $sku) { name weight } }';
const manifest = JSON.stringify({
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: [{ id: 'pen-1', name: 'Pen', type: 'query', body: registered }],
});
const variables = { sku: 'A-1' };
const pen = { data: { product: { name: 'Bút bi' } } };

let gateway: RunningGateway;
afterEach(() => gateway.close());

async function start(mode: 'off' | 'log' | 'enforce', text: string | null = manifest) {
  gateway = await startGateway({
    sources: [createProducts(), createReviews()],
    persistedOperations: { manifest: text, mode },
  });
}

async function post(body: object) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(gateway.graphUrl, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: await graphBody(response) };
}

async function get(parameters: Record<string, string>) {
  const headers = { 'apollo-require-preflight': 'true' };
  const response = await fetch(`${gateway.graphUrl}?${new URLSearchParams(parameters).toString()}`, { headers });
  return { status: response.status, body: await graphBody(response) };
}

const persistedQuery = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } });

describe('automatic persisted queries, as the clients of Apollo send them', () => {
  test('hash alone, then hash and text, then hash alone: by POST and by GET, three times over', async () => {
    await start('off', null);
    const extensions = persistedQuery(stranger);
    const unknown = await post({ extensions, variables });
    expect(unknown.status).toBe(200);
    expect(unknown.body).toMatchObject({
      errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    });
    const answer = { data: { product: { name: 'Bút bi', weight: 100 } } };
    expect((await post({ query: stranger, extensions, variables })).body).toEqual(answer);
    for (let n = 0; n < 3; n += 1) {
      expect((await post({ extensions, variables })).body).toEqual(answer);
      const search = { extensions: JSON.stringify(extensions), variables: JSON.stringify(variables) };
      expect((await get(search)).body).toEqual(answer);
    }
  });

  test('a text under the hash of another is refused, and does not become known', async () => {
    await start('off', null);
    const wrong = await post({ query: stranger, extensions: persistedQuery(registered), variables });
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] } });
    const still = await post({ extensions: persistedQuery(registered), variables });
    expect(still.body.errors?.[0]?.message).toBe('PersistedQueryNotFound');
  });

  test('a mutation under a hash does not run by GET', async () => {
    await start('off', null);
    const query = 'mutation { rename(sku: "A-1", name: "x") { name } }';
    const extensions = persistedQuery(query);
    expect((await post({ query, extensions })).body.data).toEqual({ rename: { name: 'x' } });
    for (let n = 0; n < 2; n += 1) {
      expect((await get({ extensions: JSON.stringify(extensions) })).status).toBe(405);
    }
  });
});

describe('registered operations', () => {
  test.each(['off', 'log', 'enforce'] as const)('run by id, by hash and by text where the mode is %s', async (mode) => {
    await start(mode);
    for (let n = 0; n < 2; n += 1) {
      expect(await post({ documentId: 'pen-1', variables })).toEqual({ status: 200, body: pen });
      expect((await post({ documentId: `sha256:${sha256(registered)}`, variables })).body).toEqual(pen);
      expect((await post({ extensions: persistedQuery(registered), variables })).body).toEqual(pen);
      expect((await post({ query: registered, variables })).body).toEqual(pen);
      expect((await get({ documentId: 'pen-1', variables: JSON.stringify(variables) })).body).toEqual(pen);
    }
    const unknown = await post({ documentId: 'pen-2', variables });
    expect(unknown).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] },
    });
  });

  test.each(['off', 'log'] as const)('are not the only ones that run where the mode is %s', async (mode) => {
    await start(mode);
    for (let n = 0; n < 2; n += 1) expect((await post({ query: stranger, variables })).status).toBe(200);
  });

  test('are the only ones that run where the mode is enforce, whatever others call themselves', async () => {
    await start('enforce');
    const attempts = [
      { query: stranger },
      { query: `${registered}\n` },
      { query: stranger, extensions: persistedQuery(stranger) },
      { query: `${registered} ${stranger}`, operationName: 'Stranger' },
      { query: '{ __schema { types { name } } }' },
      { query: '{ __typename }' },
    ];
    for (const attempt of attempts) {
      for (let n = 0; n < 2; n += 1) {
        const { status, body } = await post({ ...attempt, variables });
        expect(status).toBe(403);
        expect(body).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
        expect(body).not.toHaveProperty('data');
      }
    }
    expect((await post({ extensions: persistedQuery(stranger), variables })).body.errors?.[0]?.message).toBe(
      'PersistedQueryNotFound',
    );
  });
});

test.each([
  ['that is no manifest', '[]'],
  ['whose operation is not valid', '{ "a": "{ nothing }" }'],
])('a gateway with a file %s does not start', async (_what, text) => {
  await expect(start('off', text)).rejects.toThrow(/not a JSON object|“a”: Cannot query field/);
  await start('off', null);
});
