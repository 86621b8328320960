export interface GraphqlRequest {
  readonly query: string;
  readonly operationName: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A request, and whose it is. */
export interface Asked {
  readonly account: string;
  readonly request: GraphqlRequest;
}

/** What clients do again and again, with officers and variables that change from request to request. */
export interface Workload {
  readonly name: string;
  readonly asked: readonly Asked[];
  /** How many times as long its rounds are, where some take seconds for an answer; 1 where left out. */
  readonly longer?: number;
}
