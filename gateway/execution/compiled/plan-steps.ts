import type { FetchNode, PlanNode } from '@apollo/query-planner';
import type { GraphQLError } from 'graphql';
import type { RequestOrigin } from '../../../platform/serving/subgraph-source.ts';
import { NotCovered } from './not-covered.ts';
import type { ReceivedAnswers } from './received-answer.ts';
import type { Conditions } from './selected-fields.ts';

/** One request of a compiled operation, while it runs. */
export interface Run {
  readonly origin: RequestOrigin;
  /** As the client sent them, without defaults: the fetches declare these again. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the fetches have brought so far, merged. */
  readonly data: Record<string, unknown>;
  readonly errors: GraphQLError[];
  /** What fetches were answered that need not be sent again. */
  readonly received?: ReceivedAnswers | undefined;
}

export type Step<State = Run> = (state: State) => Promise<void>;

export type Path = readonly (string | number)[];

/** Compiles one fetch for the objects at a path. */
export type CompileFetch<State> = (node: FetchNode, path: Path) => Step<State>;

/** Compiles the order of a plan; branches for other conditions are left out. */
export function compileSteps<State>(
  plan: PlanNode | undefined,
  conditions: Conditions,
  compileFetch: CompileFetch<State>,
): Step<State> {
  const compile = (node: PlanNode, path: Path): Step<State> => {
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

function inSequence<State>(steps: readonly Step<State>[]): Step<State> {
  return async (state) => {
    for (const step of steps) await step(state);
  };
}

/** Waits for all of them even where one fails: nothing is under way any more when this ends. */
function inParallel<State>(steps: readonly Step<State>[]): Step<State> {
  return async (state) => {
    const outcomes = await Promise.allSettled(steps.map((step) => step(state)));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  };
}
