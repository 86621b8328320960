import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { GraphQLFormattedError } from 'graphql';
import type { SubgraphSource } from '../../platform/serving/subgraph-source.ts';
import { askSubgraph, type AskSubgraphOptions, type SubgraphAnswer } from './ask-subgraph.ts';
import { entityPositions } from './entity-positions.ts';
import type { GatewayContext } from './request-context.ts';

/** A fetch of an operation; the other kinds ask a subgraph for its schema or its health. */
type Fetch = Extract<GraphQLDataSourceProcessOptions<GatewayContext>, { incomingRequestContext: unknown }>;

/** A subgraph as Apollo Gateway calls it. */
export function subgraphFetch(source: SubgraphSource, options: AskSubgraphOptions): GraphQLDataSource<GatewayContext> {
  return {
    async process(fetch) {
      if (!('incomingRequestContext' in fetch))
        throw new Error('the supergraph is given, subgraphs are never asked for it');
      const { query = '', operationName, variables } = fetch.request;
      const request = { query, operationName, variables, origin: fetch.context.origin };
      const answer = await askSubgraph(source, request, fetch.incomingRequestContext.schema, options);
      rememberRoot(answer, fetch);
      if (answer.errors.length === 0) return { data: answer.data };
      return { data: answer.data, errors: withPaths(answer, fetch) };
    },
  };
}

/** Remembers root fields, so that `entityPositions` can later look at what the gateway has merged. */
function rememberRoot({ data }: SubgraphAnswer, fetch: Fetch): void {
  if (!data || Array.isArray(fetch.request.variables?.['representations'])) return;
  for (const [name, value] of Object.entries(data)) fetch.context.merged[name] ??= value;
}

/** Gives each error a path that Apollo Gateway turns into the right place in the client's operation. */
function withPaths({ errors }: SubgraphAnswer, fetch: Fetch): GraphQLFormattedError[] {
  const representations: unknown = fetch.request.variables?.['representations'];
  if (!Array.isArray(representations)) {
    return errors.map(({ error, path }) => (path.length > 0 ? { ...error, path } : error));
  }
  const positions = entityPositions(fetch.context.merged, fetch.pathInIncomingRequest ?? [], representations);
  return errors.map(({ error, path: [field, index, ...rest] }) =>
    typeof index === 'number'
      ? { ...error, path: ['_entities', positions[index] ?? index, ...rest] }
      : { ...error, path: [field ?? ''] },
  );
}
