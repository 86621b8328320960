import { buildSchema, parse } from 'graphql';
import { createHash } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { RequestError } from '../../platform/errors.ts';
import { createOperationInspector } from '../limits/inspect-operation.ts';
import { createOperationText, type NamedOperation, type SafelistMode } from './operation-text.ts';
import { registerOperations } from './registered-operations.ts';

const sdl = 'type Query { me: String  deep: Query }';
const registeredText = 'query Me { me }';
const strangeText = 'query Stranger { me }';
const limits = {
  tokens: 100,
  depth: 2,
  fields: 10,
  rootFields: 10,
  aliases: 10,
  directives: 10,
  cost: 100,
  introspection: true,
};
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function registered(manifest: Record<string, string>) {
  const inspect = createOperationInspector(buildSchema(sdl), parse(sdl), limits);
  return registerOperations(JSON.stringify(manifest), buildSchema(sdl), inspect);
}

function setUp(mode: SafelistMode, manifest: Record<string, string> | null = { 'me-1': registeredText }) {
  const lines: string[] = [];
  const stream = new PassThrough();
  stream.on('data', (line) => lines.push(String(line)));
  const text = createOperationText({ registered: manifest && registered(manifest), mode, logger: pino(stream) });
  return {
    lines,
    ask(operation: Partial<NamedOperation>): string {
      try {
        return text({ query: undefined, documentId: undefined, persistedQuery: undefined, ...operation });
      } catch (error) {
        if (error instanceof RequestError) return error.code;
        throw error;
      }
    },
  };
}

const automatic = (text: string, version: unknown = 1) => ({
  persistedQuery: { version, sha256Hash: sha256(text) },
});

describe('automatic persisted queries', () => {
  it('a hash that nobody sent a text for is not known, until somebody does', () => {
    const { ask } = setUp('off', null);
    expect(ask(automatic(strangeText))).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect(ask({ ...automatic(strangeText), query: strangeText })).toBe(strangeText);
    expect(ask(automatic(strangeText))).toBe(strangeText);
  });

  it("clients meet the message that Apollo's look for", () => {
    const text = createOperationText({ registered: null, mode: 'off', logger: pino({ level: 'silent' }) });
    expect(() => text({ query: undefined, documentId: undefined, ...automatic(strangeText) })).toThrow(
      /^PersistedQueryNotFound$/,
    );
  });

  it('nobody can put a text under the hash of another', () => {
    const { ask } = setUp('off', null);
    expect(ask({ ...automatic(registeredText), query: strangeText })).toBe('BAD_USER_INPUT');
    expect(ask(automatic(registeredText))).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  it('other versions of the protocol are refused', () => {
    const { ask } = setUp('off', null);
    expect(ask(automatic(strangeText, 2))).toBe('BAD_USER_INPUT');
    expect(ask({ persistedQuery: { version: 1, sha256Hash: 7 } })).toBe('BAD_USER_INPUT');
  });

  it('texts are forgotten rather than kept without end', () => {
    const { ask } = setUp('off', null);
    const long = (n: number) => `query Q${n} { me } # ${'x'.repeat(500_000)}`;
    for (let n = 0; n < 20; n += 1) ask({ ...automatic(long(n)), query: long(n) });
    expect(ask(automatic(long(19)))).toBe(long(19));
    expect(ask(automatic(long(0)))).toBe('PERSISTED_QUERY_NOT_FOUND');
  });
});

describe('registered operations', () => {
  it('are asked for by id, by hash, or by hash in Apollo’s way, and may be sent whole', () => {
    for (const mode of ['off', 'log', 'enforce'] as const) {
      const { ask, lines } = setUp(mode);
      expect(ask({ documentId: 'me-1' })).toBe(registeredText);
      expect(ask({ documentId: `sha256:${sha256(registeredText)}` })).toBe(registeredText);
      expect(ask(automatic(registeredText))).toBe(registeredText);
      expect(ask({ query: registeredText })).toBe(registeredText);
      expect(lines).toEqual([]);
    }
  });

  it('an id that is not registered is not found', () => {
    expect(setUp('off').ask({ documentId: 'other' })).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect(setUp('off').ask({ documentId: '__proto__' })).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  it('id and text together are refused', () => {
    expect(setUp('off').ask({ documentId: 'me-1', query: strangeText })).toBe('BAD_USER_INPUT');
  });
});

describe('an operation that is not registered', () => {
  it('runs where the mode is off', () => {
    const { ask, lines } = setUp('off');
    expect(ask({ query: strangeText })).toBe(strangeText);
    expect(lines).toEqual([]);
  });

  it('runs where the mode is log, and the log names it once', () => {
    const { ask, lines } = setUp('log');
    for (let n = 0; n < 3; n += 1) expect(ask({ query: strangeText })).toBe(strangeText);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ sha256: sha256(strangeText), operationName: 'Stranger' });
  });

  it('is refused where the mode is enforce, also by its hash', () => {
    const { ask } = setUp('enforce');
    expect(ask({ query: strangeText })).toBe('FORBIDDEN');
    expect(ask({ query: `${registeredText} ` })).toBe('FORBIDDEN');
    expect(ask({ ...automatic(strangeText), query: strangeText })).toBe('FORBIDDEN');
    expect(ask(automatic(strangeText))).toBe('PERSISTED_QUERY_NOT_FOUND');
  });
});

describe('a manifest with an operation that could not run is refused', () => {
  it.each([
    ['one that is not GraphQL', 'query {', 'Syntax Error'],
    ['one that the schema does not fit', '{ you }', 'Cannot query field'],
    ['one that is too large', '{ deep { deep { me } } }', 'depth is 3'],
  ])('%s', (_what, text, message) => {
    expect(() => registered({ good: registeredText, bad: text })).toThrow(`“bad”: `);
    expect(() => registered({ good: registeredText, bad: text })).toThrow(message);
  });
});
