import { readFile } from 'node:fs/promises';
import { getOperationAST, Kind, parse, type TypeNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoOperations } from '../../demo/operations.ts';
import { startSupergraphServer, type SupergraphServer } from '../../gateway/execution/supergraph-server.ts';
import { silent } from './gateway-under-test.ts';
import { inventSources } from './oracle/invented-data.ts';
import { inventedGraphs } from './oracle/invented-graphs.ts';
import { askApollo } from './oracle/lanes.ts';

const readme = await readFile('README.md', 'utf8');
const fromReadme = [...readme.matchAll(/```graphql\n(.*?)```/gs)].map(([, text = '']) => text);
const documented = [...fromReadme, ...demoOperations.map(({ query }) => query)].filter(
  (query) => !query.includes('Upload'),
);
const [ourGraph] = inventedGraphs;
const origin = { requestId: 'documented', token: undefined, language: 'vi' } as const;

/** Any value that a variable of the type may have. */
function someValue(type: TypeNode): unknown {
  if (type.kind === Kind.NON_NULL_TYPE) return someValue(type.type);
  if (type.kind === Kind.LIST_TYPE) return [someValue(type.type)];
  return type.name.value === 'Int' ? 1 : '1';
}

describe('what the documentation shows is served by the fastest tier', () => {
  let server: SupergraphServer;
  beforeAll(async () => {
    if (!ourGraph) throw new Error('there is no graph of ours');
    const graph = ourGraph();
    server = await startSupergraphServer({
      introspection: true,
      supergraph: graph.supergraph,
      sources: inventSources(graph, { seed: 'documented', storm: false }),
      answerMs: 10_000,
      logger: silent,
    });
  });
  afterAll(() => server.apollo.stop());

  test.each(documented)('%s', async (query) => {
    const definitions = getOperationAST(parse(query))?.variableDefinitions ?? [];
    const variables = Object.fromEntries(
      definitions.map(({ variable, type }) => [variable.name.value, someValue(type)]),
    );
    await askApollo(server, { query, variables });
    const outcome = await server.operations.find(query, undefined)?.runBytes(variables, origin);
    expect(outcome).not.toBeNull();
    expect(outcome).toBeDefined();
  });
});
