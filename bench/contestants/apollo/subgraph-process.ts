/** One of our subgraphs as Apollo's documentation sets one up: Apollo Server over the schema and its resolvers. */
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { ideskSchema } from '../../../subgraphs/idesk/idesk.ts';
import { igateSchema } from '../../../subgraphs/igate/igate.ts';
import { listening, told } from '../../processes/program.ts';
import type { Graph } from '../contestant.ts';
import { authenticateByJose } from '../authenticate-by-jose.ts';
import { openSystemContexts } from '../system-contexts.ts';

const { subgraph, ...graph }: Graph & { readonly subgraph: 'igate' | 'idesk' } = JSON.parse(told());
const contexts = await openSystemContexts(graph);
const verify = authenticateByJose(graph.tokens);
const [schema, contextOf] =
  subgraph === 'igate' ? ([igateSchema(), contexts.igate] as const) : ([ideskSchema(), contexts.idesk] as const);
const { url } = await startStandaloneServer(new ApolloServer<object>({ schema }), {
  listen: { host: '127.0.0.1', port: 0 },
  context: async ({ req }) => contextOf((req.headers.authorization ?? '').replace(/^Bearer /, ''), verify),
});
listening(Number(new URL(url).port));
