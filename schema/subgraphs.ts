import { readFileSync } from 'node:fs';
import { parse, type DocumentNode } from 'graphql';

/** The subgraphs that make up the graph, by the name that the supergraph knows them by. */
export const subgraphNames = ['igate', 'idesk'] as const;

export type SubgraphName = (typeof subgraphNames)[number];

/** A subgraph's hand-written SDL, as a document that `buildSubgraphSchema` and composition take. */
export function subgraphTypeDefs(name: SubgraphName): DocumentNode {
  return parse(readFileSync(new URL(`./${name}.graphql`, import.meta.url), 'utf8'));
}

/** The composed supergraph, which the gateway serves. */
export function supergraphSdl(): string {
  return readFileSync(new URL('./supergraph.graphql', import.meta.url), 'utf8');
}
