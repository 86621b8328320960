import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type RunningGateway } from './gateway-under-test.ts';
import { createProducts, createReviews } from './shop.ts';

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway({ sources: [createProducts(), createReviews()] });
});
afterAll(() => gateway.close());

/** Whoever asks by GET proves that no foreign page does. */
const fetchWithProof: typeof fetch = async (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('apollo-require-preflight', 'true');
  return fetch(input, { ...init, headers });
};

const audits = serverAudits({ url: () => gateway.graphUrl, fetchFn: fetchWithProof });

test('the audit suite of GraphQL over HTTP has as many audits as we know of', () => {
  expect(audits).toHaveLength(61);
});

// The second time, whatever can run in the lane for compiled operations does.
describe.each(['first', 'second'])('GraphQL over HTTP, asked for the %s time', () => {
  test.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn();
    expect({ status: result.status, reason: 'reason' in result ? result.reason : '' }).toEqual({
      status: 'ok',
      reason: '',
    });
  });
});
