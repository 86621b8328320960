import { expect } from 'vitest';
import type { ErrorCode } from '../../../platform/errors.ts';
import { callers, type Caller } from './accounts.ts';
import { cells } from './cells.ts';
import { refused } from './design.ts';
import type { Province } from './province.ts';

/** One thing to be done to rows: a mutation, with its input for each. */
export interface Doing<Target> {
  readonly name: string;
  /** The mutation, as the SDL calls it. */
  readonly way: string;
  readonly at: 'igate' | 'idesk';
  readonly inputType: string;
  readonly select: string;
  readonly input: (target: Target) => Record<string, unknown>;
  /** What the caller meets who may do it, where the input lacks something on purpose. */
  readonly otherwiseFine?: ErrorCode;
}

export interface Attempt<Target> {
  readonly row: string;
  readonly target: Target;
  readonly expected: 'done' | ErrorCode;
}

/**
 * One request for each caller, a mutation under an alias for each row, and one for something that is not there: what a
 * caller may not see is refused in the same words as that.
 */
export async function tryDoing<Target>(
  province: Province,
  doing: Doing<Target>,
  attemptsOf: (caller: Caller) => readonly Attempt<Target>[],
  missing: Target,
): Promise<void> {
  await Promise.all(
    callers.map(async (caller) => {
      const attempts = attemptsOf(caller);
      const outcomes = await attempt(province, doing, caller, [...attempts.map(({ target }) => target), missing]);
      const refusal = refused[doing.at][caller];
      const cell = `${caller} at ${doing.name}`;
      const missed = outcomes.at(-1);
      expect([cell, missed?.code]).toEqual([cell, refusal ?? 'NOT_FOUND']);
      for (const [index, { row, expected }] of attempts.entries()) {
        cells.count += 1;
        const outcome = outcomes[index];
        const fine = outcome?.code === (doing.otherwiseFine ?? null) ? 'done' : outcome?.code;
        expect([cell, row, fine]).toEqual([cell, row, refusal ?? expected]);
        if (expected === 'NOT_FOUND') expect([cell, row, outcome]).toEqual([cell, row, missed]);
      }
    }),
  );
}

interface Outcome {
  readonly code: string | null;
  readonly message: string | null;
}

/** A mutation of several drafts tells within its answer what became of each. */
interface Answered {
  readonly outcomes?: readonly { readonly error: Outcome | null }[];
}

function outcomeWithin(answered: Answered | null | undefined): Outcome {
  return answered?.outcomes?.[0]?.error ?? { code: null, message: null };
}

async function attempt<Target>(
  province: Province,
  { way, at, inputType, select, input }: Doing<Target>,
  caller: Caller,
  targets: readonly Target[],
): Promise<readonly Outcome[]> {
  const field = way.replace('Mutation.', '');
  const declared = targets.map((_, index) => `$i${index}: ${inputType}`).join(', ');
  const fields = targets.map((_, index) => `r${index}: ${field}(input: $i${index}) { ${select} }`).join('\n');
  const variables = Object.fromEntries(targets.map((target, index) => [`i${index}`, input(target)]));
  const answer = await province.ask<Readonly<Record<string, Answered | null>>>(
    at,
    caller,
    `mutation (${declared}) { ${fields} }`,
    variables,
  );
  return targets.map((_, index) => {
    const error = answer.errors.find(({ path }) => path?.[0] === `r${index}`);
    return error
      ? { code: error.extensions?.code ?? null, message: error.message }
      : outcomeWithin(answer.data?.[`r${index}`]);
  });
}
