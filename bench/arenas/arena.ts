import type { Graph } from '../contestants/contestant.ts';
import type { Workload } from '../workloads/workload.ts';

/** What contestants are measured in front of: a graph that runs, what it is asked, and who asks. */
export interface Arena extends AsyncDisposable {
  readonly graph: Graph;
  readonly workloads: readonly Workload[];
  /** Access tokens by account. */
  readonly tokens: ReadonlyMap<string, string>;
}
