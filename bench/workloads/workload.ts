export interface GraphqlRequest {
  readonly query: string;
  readonly operationName: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What clients do again and again, with variables that change from request to request. */
export interface Workload {
  readonly name: string;
  readonly requests: readonly GraphqlRequest[];
}
