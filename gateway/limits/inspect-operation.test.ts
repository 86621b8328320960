import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createOperationInspector, type OperationLimits } from './inspect-operation.ts';

const sdl = 'type Query { a: Query  b: String }';
const limits: OperationLimits = {
  tokens: 60,
  depth: 4,
  fields: 12,
  rootFields: 5,
  aliases: 3,
  directives: 2,
  cost: 1000,
  introspection: true,
};

function inspector(changed: Partial<OperationLimits> = {}) {
  return createOperationInspector(buildSchema(sdl), parse(sdl), { ...limits, ...changed });
}

describe('an operation is refused for its size, by what was measured and what is allowed', () => {
  const inspect = inspector();
  it.each([
    ['tokens', `{ ${'b '.repeat(60)} }`, 'its number of tokens is above the limit 60'],
    ['depth', '{ a { a { a { a { b } } } } }', 'its depth is 5, the limit is 4'],
    [
      'depth in fragments',
      '{ a { ...F } } fragment F on Query { a { a { a { b } } } }',
      'its depth is 5, the limit is 4',
    ],
    ['depth in inline fragments', '{ ... { a { ... { a { a { a { b } } } } } } }', 'its depth is 5'],
    ['root fields', '{ b b b ...F } fragment F on Query { b b b }', 'its number of root fields is 6, the limit is 5'],
    ['aliases', '{ c: b d: b a { e: b f: b } }', 'its number of aliases is 4, the limit is 3'],
    [
      'aliases of a fragment, wherever it is spread',
      '{ ...F a { ...F } } fragment F on Query { c: b d: b }',
      'its number of aliases is 4',
    ],
    [
      'directives',
      '{ a { b @include(if: true) @skip(if: false) b @skip(if: false) } }',
      'its number of directives is 3',
    ],
    ['fields', '{ a { b b b b b b b b b b b b } }', 'its number of fields, with those of its fragments is 13'],
  ])('%s', (_measure, query, message) => {
    const { refusal } = inspect(query).operation(undefined);
    expect(refusal?.code).toBe('QUERY_TOO_COMPLEX');
    expect(refusal?.text.en).toContain(message);
    expect(refusal?.text.vi).toContain('Truy vấn quá lớn');
  });

  it('what is just within the limits has a cost', () => {
    for (const query of ['{ a { a { a { b } } } }', '{ b b b b b }', '{ c: b d: b e: b }']) {
      expect(inspect(query).operation(undefined)).toMatchObject({ refusal: null, cost: expect.any(Function) });
    }
  });
});

it('fragments that double at each step are refused at once', () => {
  const many = inspector({ tokens: 10_000, depth: 1000, fields: 500 });
  const chain = Array.from({ length: 200 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`).join(
    ' ',
  );
  const { refusal } = many(`{ ...F0 } ${chain} fragment F200 on Query { b }`).operation(undefined);
  expect(refusal?.text.en).toContain('number of fields');
});

it('what cannot run has neither refusal nor cost: GraphQL says what is wrong with it', () => {
  const inspect = inspector();
  const nothing = { refusal: null, cost: null };
  expect(inspect('{').operation(undefined)).toEqual(nothing);
  expect(inspect('query A { b } query B { b }').operation(undefined)).toEqual(nothing);
  expect(inspect('query A { b }').operation('B')).toEqual(nothing);
  expect(inspect('{ ...F } fragment F on Query { ...F }').operation(undefined).refusal).toBeNull();
});

it('each operation of a document is measured on its own', () => {
  const { operation } = inspector()('query Small { b } query Deep { a { a { a { a { b } } } } }');
  expect(operation('Small').refusal).toBeNull();
  expect(operation('Deep').refusal?.text.en).toContain('depth');
});

it('the schema is shown only where that is allowed', () => {
  const hidden = inspector({ introspection: false });
  for (const query of [
    '{ __schema { types { name } } }',
    '{ a { ...F } } fragment F on Query { x: __type(name: "Q") { name } }',
  ]) {
    expect(hidden(query).operation(undefined).refusal?.code).toBe('FORBIDDEN');
    expect(inspector()(query).operation(undefined).refusal).toBeNull();
  }
  expect(hidden('{ __typename }').operation(undefined).refusal).toBeNull();
});

it('a text is new once', () => {
  const inspect = inspector();
  expect(inspect('{ b }').isNew).toBe(true);
  expect(inspect('{ b }').isNew).toBe(false);
});
