import { describe, expect, it } from 'vitest';
import { readManifest } from './manifest.ts';

const operation = { id: 'a1', name: 'Me', type: 'query', body: 'query Me { me }' };
const manifest = (operations: unknown, format = 'apollo-persisted-query-manifest', version = 1) =>
  JSON.stringify({ format, version, operations });

it("reads the manifest of Apollo's tools, and a plain object of texts by id", () => {
  expect([...readManifest(manifest([operation]))]).toEqual([['a1', 'query Me { me }']]);
  expect([...readManifest('{ "a1": "query Me { me }" }')]).toEqual([['a1', 'query Me { me }']]);
});

describe('refuses, and says why', () => {
  it.each([
    ['what is not JSON', 'query Me { me }', 'not JSON'],
    ['a list', '[]', 'not a JSON object'],
    ['another format', manifest([operation], 'something'), 'format'],
    ['another version', manifest([operation], undefined, 2), 'version 1'],
    ['operations that are no list', manifest({}), 'not a list'],
    ['an operation without an id', manifest([operation, { body: '{ me }' }]), 'operation 2'],
    ['an operation without a text', manifest([{ id: 'a1' }]), '“a1” has no text'],
    ['one id for two operations', manifest([operation, { ...operation, body: '{ other }' }]), 'two operations'],
    ['no operation at all', manifest([]), 'no operation'],
  ])('%s', (_what, json, message) => {
    expect(() => readManifest(json)).toThrow(message);
  });
});
