import { setTimeout as after } from 'node:timers/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLogger } from '../../platform/logging.ts';
import { createSubgraphExecutor } from '../../platform/serving/subgraph-executor.ts';

const typeDefs = parse(/* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Query {
    nothing: Int
  }
  type Refused @key(fields: "id") {
    id: ID!
  }
  type Named @key(fields: "name") {
    name: String!
  }
`);

const resolvers = {
  Refused: {
    async __resolveReference() {
      await after(1);
      throw new Error('refused');
    },
  },
  Named: { __resolveReference: ({ name }: { readonly name: string }) => ({ name: name.toUpperCase() }) },
};

const subgraph = createSubgraphExecutor({
  name: 'things',
  schema: buildSubgraphSchema([{ typeDefs, resolvers }]),
  createContext: async () => ({}),
  logger: createLogger('test', { level: 'silent' }),
});

function entities(...representations: readonly object[]) {
  return subgraph.execute({
    query: 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename ... on Named { name } } }',
    variables: { of: representations },
    origin: { requestId: 'test', token: undefined, language: 'en' },
  });
}

const refused = { __typename: 'Refused', id: '1' };

let unheard: unknown[];
const hear = (reason: unknown) => unheard.push(reason);
beforeEach(() => {
  unheard = [];
  process.on('unhandledRejection', hear);
});
afterEach(() => {
  process.off('unhandledRejection', hear);
});

it('tells of each entity by itself what went wrong', async () => {
  const { data, errors } = await entities(refused, { __typename: 'Named', name: 'an' }, { __typename: 'Named' });
  expect(data).toEqual({ _entities: [null, { __typename: 'Named', name: 'AN' }, null] });
  expect(errors?.map(({ path }) => path)).toEqual([
    ['_entities', 2],
    ['_entities', 0],
  ]);
});

it.each([
  ['a reference lacks its key', { __typename: 'Named' }],
  ['there is no such type', { __typename: 'Nothing' }],
  ['a reference is no object', 'text'],
  ['a scalar is named', { __typename: 'Int' }],
])('leaves nobody waiting for what fails meanwhile, where %s', async (_case, reference) => {
  expect((await entities(refused, Object(reference))).errors).toBeDefined();
  await after(20);
  expect(unheard).toEqual([]);
});
