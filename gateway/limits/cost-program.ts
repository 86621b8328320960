/** A constant, or a step of the program whose value depends on the variables. */
export type Term = number | Step;

interface Step {
  readonly position: number;
}

type Variables = Readonly<Record<string, unknown>>;
type Compute = (values: Float64Array, variables: Variables) => number;

/** Beyond any limit, and small enough that sums and products of it stay numbers. */
const most = 1e15;

/**
 * Arithmetic that is written down once and computed for each request: what is constant is computed while it is written,
 * and what is used in many places, such as a fragment, is one step and computed once.
 */
export interface CostProgram {
  add(...terms: readonly Term[]): Term;
  multiply(one: Term, other: Term): Term;
  /** A value taken from the variables. */
  read(value: (variables: Variables) => number): Term;
  /** What computes `term`, in a pass over the steps. */
  finish(term: Term): (variables: Variables) => number;
}

export function createCostProgram(): CostProgram {
  const steps: Compute[] = [];

  function step(compute: Compute): Term {
    return { position: steps.push(compute) - 1 };
  }

  return {
    add(...terms) {
      const constant = bounded(terms.reduce<number>((sum, term) => (typeof term === 'number' ? sum + term : sum), 0));
      const positions = terms.flatMap((term) => (typeof term === 'number' ? [] : [term.position]));
      const [only, ...more] = positions;
      if (only === undefined) return constant;
      if (more.length === 0 && constant === 0) return { position: only };
      return step((values) => {
        let sum = constant;
        for (const position of positions) sum += values[position] ?? 0;
        return sum;
      });
    },
    multiply(one, other) {
      if (typeof one === 'number' && typeof other === 'number') return bounded(one * other);
      if (one === 0 || other === 0) return 0;
      if (one === 1) return other;
      if (other === 1) return one;
      return step((values) => valueOf(one, values) * valueOf(other, values));
    },
    read: (value) => step((_values, variables) => value(variables)),
    finish(term) {
      if (typeof term === 'number') return () => term;
      const values = new Float64Array(term.position + 1);
      const needed = steps.slice(0, term.position + 1);
      return (variables) => {
        let position = 0;
        for (const compute of needed) values[position++] = bounded(compute(values, variables));
        return values[term.position] ?? 0;
      };
    },
  };
}

function bounded(value: number): number {
  return Math.min(value, most);
}

function valueOf(term: Term, values: Float64Array): number {
  return typeof term === 'number' ? term : (values[term.position] ?? 0);
}
