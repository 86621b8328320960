/** iGate and iDesk as one plain graphql-js server: the same resolvers, loaders, actions and tables, and no gateway. */
import { Supergraph } from '@apollo/federation-internals';
import { execute, parse, validate } from 'graphql';
import { readFile } from 'node:fs/promises';
import { resolvers as ideskResolvers } from '../../../subgraphs/idesk/graphql/resolvers/resolvers.ts';
import { resolvers as igateResolvers } from '../../../subgraphs/igate/graphql/resolvers/resolvers.ts';
import { told } from '../../processes/program.ts';
import type { Graph } from '../contestant.ts';
import { authenticateByJose } from '../authenticate-by-jose.ts';
import { openSystemContexts, type SystemContexts } from '../system-contexts.ts';
import { mergeResolvers } from './merged-schema.ts';
import { serveGraphql } from './serve-graphql.ts';

interface Context {
  readonly igate: ReturnType<SystemContexts['igate']>;
  readonly idesk: ReturnType<SystemContexts['idesk']>;
}

const graph: Graph = JSON.parse(told());
const contexts = await openSystemContexts(graph);
const schema = Supergraph.build(await readFile(graph.supergraphFile, 'utf8'))
  .apiSchema()
  .toGraphQLJSSchema();
mergeResolvers<Context>(schema, [
  { resolvers: igateResolvers, contextOf: (context) => context.igate, homeOf: ['Dossier', 'Officer', 'Transfer'] },
  { resolvers: ideskResolvers, contextOf: (context) => context.idesk, homeOf: ['DeskUser', 'Draft', 'DocumentFile'] },
]);

await serveGraphql(authenticateByJose(graph.tokens), (query) => {
  const document = parse(query);
  const [error] = validate(schema, document);
  if (error) throw error;
  return async (variableValues, token, caller) => {
    const verified = async () => caller;
    const contextValue: Context = { igate: contexts.igate(token, verified), idesk: contexts.idesk(token, verified) };
    return JSON.stringify(await execute({ schema, document, variableValues, contextValue }));
  };
});
