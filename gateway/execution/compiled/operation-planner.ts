import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type PlanNode } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { cacheControlOf, readCacheRules } from './cache-rules.ts';
import { NotCovered } from './not-covered.ts';

export interface OperationPlanner {
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  /** What the subgraphs have between them, with types and values that clients do not see. */
  readonly supergraphSchema: GraphQLSchema;
  readonly subgraphs: readonly string[];
  /** What a client may do with the answer to a GET of this document. */
  cacheControl(document: DocumentNode): string;
  /**
   * The plan that Apollo Gateway would make. Undefined where nothing is to be fetched.
   *
   * @throws GraphQLError where the operation is beyond the planner's limits.
   */
  plan(document: DocumentNode, operationName: string | undefined): PlanNode | undefined;
}

/** @throws Error where the supergraph is not valid. */
export function createOperationPlanner(supergraphSdl: string): OperationPlanner {
  const supergraph = Supergraph.build(supergraphSdl);
  const apiSchema = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph);
  const clientSchema = apiSchema.toGraphQLJSSchema();
  const cacheRules = readCacheRules(supergraphSdl);
  return {
    apiSchema: clientSchema,
    cacheControl: (document) => cacheControlOf(clientSchema, document, cacheRules),
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    subgraphs: supergraph.subgraphsMetadata().map(({ name }) => name),
    plan(document, operationName) {
      const operation = operationFromDocument(
        apiSchema,
        document,
        operationName === undefined ? {} : { operationName },
      );
      const { node } = planner.buildQueryPlan(operation);
      if (node?.kind === 'Subscription') throw new NotCovered('a subscription');
      return node;
    },
  };
}
