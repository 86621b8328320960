import type { FetchNode, PlanNode } from '@apollo/query-planner';
import type { GraphQLError } from 'graphql';
import type { RequestOrigin } from '../../../platform/serving/subgraph-source.ts';
import { NotCovered } from './not-covered.ts';
import type { Conditions } from './selected-fields.ts';

/** One request of a compiled operation, while it runs. */
export interface Run {
  readonly origin: RequestOrigin;
  /** As the client sent them, without defaults: the fetches declare these again. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the fetches have brought so far, merged. */
  readonly data: Record<string, unknown>;
  readonly errors: GraphQLError[];
}

export type Step = (run: Run) => Promise<void>;

/** Compiles one fetch for the objects at a path. */
export type CompileFetch = (node: FetchNode, path: readonly (string | number)[]) => Step;

/** Compiles the order of a plan; branches for other conditions are left out. */
export function compileSteps(plan: PlanNode | undefined, conditions: Conditions, compileFetch: CompileFetch): Step {
  const compile = (node: PlanNode, path: readonly (string | number)[]): Step => {
    switch (node.kind) {
      case 'Fetch':
        return compileFetch(node, path);
      case 'Flatten':
        return compile(node.node, [...path, ...node.path]);
      case 'Sequence':
        return inSequence(node.nodes.map((each) => compile(each, path)));
      case 'Parallel':
        return inParallel(node.nodes.map((each) => compile(each, path)));
      case 'Condition': {
        const branch = conditions[node.condition] ? node.ifClause : node.elseClause;
        return branch ? compile(branch, path) : nothing;
      }
      case 'Defer':
        throw new NotCovered('@defer');
    }
  };
  return plan ? compile(plan, []) : nothing;
}

async function nothing(): Promise<void> {}

function inSequence(steps: readonly Step[]): Step {
  return async (run) => {
    for (const step of steps) await step(run);
  };
}

function inParallel(steps: readonly Step[]): Step {
  return async (run) => {
    await Promise.all(steps.map((step) => step(run)));
  };
}
