import { buildSchema, Kind, parse, type OperationDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compileCost } from './compile-cost.ts';
import { readDemandRules } from './demand-rules.ts';

const directives = `
  directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
`;

const sdl = `${directives}
  type Query {
    name: String
    book: Book
    search(filter: Filter, shelf: Int @cost(weight: 4)): Book
    books(first: Int, last: Int): Books @listSize(assumedSize: 20, slicingArguments: ["first", "last"], sizedFields: ["edges"])
    recent(first: Int = 3): [Book] @listSize(slicingArguments: ["first"])
    page(input: Page): [Book] @listSize(assumedSize: 7, slicingArguments: ["input.first"])
    tags: [String] @listSize(assumedSize: 5)
    unsized: [Book]
    vault: Vault
    titled: Titled
  }
  type Mutation { add(books: [NewBook!]): Book }
  interface Titled { title: String }
  type Books { edges: [Edge] total: Int @cost(weight: 10) }
  type Edge { node: Book }
  type Book implements Titled { title: String author: Author chapters: [Chapter] @listSize(assumedSize: 8) genre: Genre }
  type Chapter { title: String }
  type Author { name: String books: [Book] @listSize(assumedSize: 2) }
  type Vault @cost(weight: 50) { key: String }
  enum Genre @cost(weight: 2) { NOVEL }
  input Filter { title: String, author: Filter, rank: Int @cost(weight: 6) }
  input NewBook { title: String, tags: [String] }
  input Page { first: Int }
`;

function costOf(text: string, variables: Record<string, unknown> = {}, schemaSdl = sdl): number {
  const document = parse(text);
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) throw new Error('no operation');
  return compileCost(buildSchema(schemaSdl), readDemandRules(parse(schemaSdl)), document, operation)(variables);
}

describe('an object costs 1, a value nothing', () => {
  it.each([
    ['{ name }', 0],
    ['{ __typename }', 0],
    ['{ book { title } }', 1],
    ['{ book { author { name } } }', 2],
    ['{ book { title } again: book { title } }', 2],
    ['mutation { add { title } }', 11],
  ])('%s', (text, cost) => {
    expect(costOf(text)).toBe(cost);
  });
});

describe('@cost sets another weight', () => {
  it.each([
    ['of a type', '{ vault { key } }', 50],
    ['of an enum', '{ book { genre } }', 3],
    ['of a field', '{ books(first: 0) { total } }', 11],
    ['of an argument', '{ search(shelf: 1) { title } }', 5],
    ['of an argument that is left out: nothing', '{ search { title } }', 1],
    ['of a field of an input object', '{ search(filter: { rank: 1 }) { title } }', 8],
  ])('%s', (_what, text, cost) => {
    expect(costOf(text)).toBe(cost);
  });
});

describe('a list costs as often as it is long', () => {
  it.each([
    ['as assumed', '{ book { chapters { title } } }', 9],
    ['of values: nothing', '{ tags }', 0],
    ['of no known size', '{ unsized { title } }', 10],
    ['inside a list', '{ unsized { author { books { title } } } }', 40],
    ['as an argument says', '{ recent(first: 6) { title } }', 6],
    ["as an argument's default says", '{ recent { title } }', 3],
    ['as a field of an input object says', '{ page(input: { first: 4 }) { title } }', 4],
    ['as assumed where the input object does not say', '{ page(input: {}) { title } }', 8],
    ['of a connection, whose edges are what counts', '{ books(first: 100) { edges { node { title } } } }', 201],
    ['from the other end', '{ books(last: 30) { edges { node { title } } } }', 61],
    ['by the larger argument', '{ books(first: 1, last: 30) { edges { node { title } } } }', 61],
    ['as assumed where no argument says', '{ books { edges { node { title } } } }', 41],
    ['as assumed where the argument is null', '{ books(first: null) { edges { node { title } } } }', 41],
    [
      'where the edges are in a fragment',
      '{ books(first: 9) { ...F } } fragment F on Books { edges { node { title } } }',
      19,
    ],
    ['of no length at all', '{ books(first: -5) { edges { node { title } } } }', 1],
  ])('%s', (_what, text, cost) => {
    // `page` also costs 1 for its input object.
    expect(costOf(text)).toBe(text.includes('input: { first') ? cost + 1 : cost);
  });
});

describe('variables count with what a request gives', () => {
  const books = 'query ($n: Int = 4, $m: Int) { books(first: $n, last: $m) { edges { node { title } } } }';
  it.each([
    ['the value', { n: 100 }, 201],
    ['the default of the operation', {}, 9],
    ['the larger of two', { n: 1, m: 50 }, 101],
    ['null, which leaves the assumed size', { n: null }, 41],
    ['what is no number, which will be refused', { n: 'x' }, 41],
  ])('%s', (_what, variables, cost) => {
    expect(costOf(books, variables)).toBe(cost);
  });

  it('inside an input object, and as one', () => {
    expect(costOf('query ($n: Int) { page(input: { first: $n }) { title } }', { n: 30 })).toBe(31);
    expect(costOf('query ($p: Page) { page(input: $p) { title } }', { p: { first: 30 } })).toBe(31);
    expect(costOf('query ($f: Filter) { search(filter: $f) { title } }', { f: { author: { rank: 1 } } })).toBe(9);
  });

  it('each item of a list of input objects', () => {
    const add = 'mutation ($books: [NewBook!]) { add(books: $books) { title } }';
    expect(costOf(add, { books: [{ title: 'a' }, { title: 'b', tags: ['x'] }] })).toBe(13);
    expect(costOf('mutation { add(books: [{ title: "a" }, { title: "b" }, { title: "c" }]) { title } }')).toBe(14);
  });

  it('@skip and @include', () => {
    const text = 'query ($s: Boolean!) { vault @skip(if: $s) { key } book @include(if: $s) { title } }';
    expect(costOf(text, { s: true })).toBe(1);
    expect(costOf(text, { s: false })).toBe(50);
    expect(costOf('{ vault @include(if: false) { key } }')).toBe(0);
    expect(costOf('{ ... @skip(if: true) { unsized { title } } }')).toBe(0);
    expect(costOf('{ ...F @skip(if: true) } fragment F on Query { unsized { title } }')).toBe(0);
  });
});

describe('what is meant to harm', () => {
  it('a fragment that spreads another twice, a hundred times over, is counted and not followed', () => {
    const chain = Array.from(
      { length: 100 },
      (_, n) => `fragment F${n} on Book { ...F${n + 1} x: author { books { ...F${n + 1} } } }`,
    );
    const text = `query ($n: Int) { recent(first: $n) { ...F0 } } ${chain.join(' ')} fragment F100 on Book { chapters { title } }`;
    expect(costOf(text, { n: 1 })).toBeGreaterThan(1e12);
    expect(costOf(text, { n: 1e300 })).toBeGreaterThan(1e12);
  });

  it('fragments in a circle and fields that are not there cost nothing: they do not run', () => {
    expect(costOf('{ book { ...F } } fragment F on Book { author { books { ...F } } }')).toBe(4);
    expect(costOf('{ nothing(first: 100) { of { this } } ...G }')).toBe(0);
    expect(costOf('{ book { ...F } } fragment F on Nobody { chapters { title } }')).toBe(1);
  });

  it('introspection that goes round in circles', () => {
    const circle = '{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }';
    expect(costOf(circle)).toBeGreaterThan(10_000);
  });
});

it('directives count under the names that the supergraph links them by', () => {
  const linked = sdl.replaceAll('@cost', '@price').replaceAll('@listSize', '@demand__listSize');
  const link = 'directive @link(url: String, as: String, import: [Import]) repeatable on SCHEMA  scalar Import  ';
  const schema = `schema @link(url: "https://specs.apollo.dev/cost/v0.1", as: "demand", import: [{ name: "@cost", as: "@price" }]) { query: Query }`;
  expect(costOf('{ vault { key } book { chapters { title } } }', {}, `${link} ${schema} ${linked}`)).toBe(59);
});
