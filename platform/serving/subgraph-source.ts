import type { FormattedExecutionResult } from 'graphql';
import type { Language } from '../errors.ts';

/** What travels with a request from the client through the gateway to every subgraph. */
export interface RequestOrigin {
  /** Correlates the logs of gateway and subgraphs; given back to the client as `x-request-id`. */
  readonly requestId: string;
  /** The bearer token as the client sent it; each subgraph verifies it again. */
  readonly token: string | undefined;
  readonly language: Language;
  /** The client's IP address as the gateway saw it, or as a reverse proxy that it trusts told it. */
  readonly clientAddress?: string | undefined;
}

/** One operation for one subgraph. `variables` may hold `Upload`s of graphql-upload-ts at any depth. */
export interface SubgraphRequest {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly origin: RequestOrigin;
}

/**
 * How a subgraph is reached: over HTTP (`gateway/sources`), or in the same process, where the subgraph's own executor is
 * the source and nothing is serialized in between.
 *
 * Never rejects for a GraphQL error. Rejects with `RequestError` `SUBGRAPH_UNAVAILABLE` where no answer can be had.
 */
export interface SubgraphSource {
  readonly name: string;
  execute(request: SubgraphRequest): Promise<FormattedExecutionResult>;
  /**
   * The same answer as UTF-8 JSON, not looked into: it may be anything that a failing server sends. No uploads.
   *
   * `representations` is the variable of that name. Each one is the fields of a JSON object, without its braces, with one
   * character a byte (latin1): cut out of another answer as they stand there, they need not be read.
   */
  executeBytes?(request: SubgraphRequest, representations?: readonly string[]): Promise<Buffer>;
}
