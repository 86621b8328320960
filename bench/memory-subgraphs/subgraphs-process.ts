/** Two subgraphs in memory over HTTP. Each answer is made once and remembered by the request's body. */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, type GraphQLSchema } from 'graphql';
import { listening, portOf } from '../processes/program.ts';
import { dossier, dossiers, drafts } from './data.ts';
import { deskSdl, gateSdl } from './graph.ts';
import { createRememberingServer } from './remembering-server.ts';

const gate = buildSubgraphSchema({
  typeDefs: gateSdl,
  resolvers: {
    Query: {
      dossiers: (_: unknown, page: { readonly first: number; readonly after: number }) => dossiers(page),
      dossier: (_: unknown, { number }: { readonly number: number }) => dossier(number),
    },
  },
});
const desk = buildSubgraphSchema({
  typeDefs: deskSdl,
  resolvers: {
    Dossier: {
      __resolveReference: ({ code }: { readonly code: string }) => ({ code }),
      drafts: ({ code }: { readonly code: string }) => drafts(code),
    },
  },
});

listening(...(await Promise.all([gate, desk].map(serve))));

async function serve(schema: GraphQLSchema): Promise<number> {
  const server = createRememberingServer(async (body) => {
    const { query, variables } = JSON.parse(body.toString());
    return Buffer.from(JSON.stringify(await execute({ schema, document: parse(query), variableValues: variables })));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return portOf(server.address());
}
