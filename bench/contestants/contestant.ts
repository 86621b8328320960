import type { RunningProcess } from '../processes/running-process.ts';

/** What a contestant stands in front of. */
export interface Graph {
  /** The composed supergraph, with the subgraphs' addresses in it. */
  readonly supergraphFile: string;
  readonly subgraphs: Readonly<Record<string, Subgraph>>;
  readonly tokens: {
    readonly issuer: string;
    readonly jwksUri: string;
    readonly audience: string;
    /** A valid one. */
    readonly example: string;
  };
  /** For what a contestant must have in files. Removed after the run. */
  readonly folder: string;
  /** What a process of ours must be told to serve the same data; undefined where the graph is not ours. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Subgraph {
  /** Its GraphQL address. */
  readonly url: string;
  readonly sdl: string;
}

/** A server that answers GraphQL at `url`. */
export interface RunningContestant extends RunningProcess {
  readonly url: string;
}

export interface Contestant {
  /** As `--only` names it. */
  readonly name: string;
  readonly title: string;
  /** With what it verifies the token that comes with every request. */
  readonly authentication: string;
  start(graph: Graph, nodeOptions?: readonly string[]): Promise<RunningContestant>;
}
