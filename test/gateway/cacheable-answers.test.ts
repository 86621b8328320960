import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type RunningGateway } from './gateway-under-test.ts';
import { inventSources, type Weather } from './oracle/invented-data.ts';
import { inventedGraphs } from './oracle/invented-graphs.ts';

const procedures = '{ procedures { id code name } }';
const withDivision = '{ procedures { name } me { division { name } } }';
const withApplicant = '{ dossier(code: "1") { applicant { fullName } } }';

const weather: Weather = { seed: 'calm', storm: false };
let gateway: RunningGateway;
beforeAll(async () => {
  const graph = inventedGraphs[0]?.();
  if (!graph) throw new Error('there is no graph of ours');
  gateway = await startGateway({ supergraph: graph.supergraph, sources: inventSources(graph, weather) });
  // Whatever is seen for the first time goes by Apollo Server, which lets nothing be kept.
  for (const query of [procedures, withDivision, withApplicant]) await get(query);
});
afterAll(() => gateway.close());

async function get(query: string, headers: Record<string, string> = {}) {
  const response = await request(`${gateway.graphUrl}?query=${encodeURIComponent(query)}`, {
    headers: { 'apollo-require-preflight': 'true', ...headers },
  });
  const bytes = Buffer.from(await response.body.arrayBuffer());
  return { status: response.statusCode, headers: response.headers, bytes };
}

describe('the answer to a GET', () => {
  test.each([
    ['may be kept for a while where every field may', procedures, 'private, max-age=300'],
    ['is asked for again where one field must be', withDivision, 'private, no-cache'],
    ['is not written to a disk where it holds personal data', withApplicant, 'no-store'],
  ])('%s', async (_rule, query, cacheControl) => {
    const { status, headers } = await get(query);
    expect({ status, cacheControl: headers['cache-control'] }).toEqual({ status: 200, cacheControl });
    expect(headers.etag === undefined).toBe(cacheControl === 'no-store');
  });

  test('is not sent again to who has it, and is to who has another', async () => {
    const first = await get(procedures);
    const etag = String(first.headers.etag);
    const again = await get(procedures, { 'if-none-match': `"another", ${etag}` });
    expect({ status: again.status, length: again.bytes.length, etag: again.headers.etag }).toEqual({
      status: 304,
      length: 0,
      etag,
    });
    weather.seed = 'changed';
    const changed = await get(procedures, { 'if-none-match': etag });
    weather.seed = 'calm';
    expect(changed.status).toBe(200);
    expect(changed.headers.etag).not.toBe(etag);
    expect(String(changed.headers.vary)).toMatch(/authorization/);
  });

  test('with errors is never kept', async () => {
    const query = '{ officers { account fullName roles division { name } } procedures { id code name field } }';
    await get(query);
    const answers: Awaited<ReturnType<typeof get>>[] = [];
    for (let number = 0; number < 30; number++) {
      Object.assign(weather, { seed: `wild ${number}`, storm: true });
      answers.push(await get(query));
    }
    Object.assign(weather, { seed: 'calm', storm: false });
    const broken = answers.filter(({ bytes }) => bytes.includes('"errors"'));
    expect(broken.length).toBeGreaterThan(0);
    for (const { headers } of broken) expect(headers['cache-control']).toBe('no-store');
  });
});

describe('a long answer is compressed', () => {
  const long = `{ ${Array.from({ length: 60 }, (_, index) => `a${index}: procedures { name }`).join(' ')} }`;
  const body = JSON.stringify({ query: long });
  test.each([
    ['zstd', zstdDecompressSync],
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('as %s, on both lanes, for clients that take it', async (encoding, decompress) => {
    const ask = async (headers: Record<string, string>) => {
      const answer = await request(gateway.graphUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
      return { encoding: answer.headers['content-encoding'], bytes: Buffer.from(await answer.body.arrayBuffer()) };
    };
    const plain = await ask({});
    const first = await ask({ 'accept-encoding': encoding });
    const later = await ask({ 'accept-encoding': `${encoding}, identity;q=0.1` });
    expect([plain.encoding, first.encoding, later.encoding]).toEqual([undefined, encoding, encoding]);
    expect(JSON.parse(decompress(first.bytes).toString())).toEqual(JSON.parse(plain.bytes.toString()));
    expect(JSON.parse(decompress(later.bytes).toString())).toEqual(JSON.parse(plain.bytes.toString()));
    expect(later.bytes.length).toBeLessThan(plain.bytes.length);
  });
});
