import { Upload } from 'graphql-upload-ts';
import { RequestError } from '../../platform/errors.ts';
import { Deadlines } from '../deadlines.ts';

/** Files arrive at the pace of the client's line: what bounds them is the size, and a generous end. */
const uploadMs = 30 * 60_000;

/** By their limit; there are as many as gateways in this process have limits. */
const deadlinesByLimit = new Map<number, Deadlines>();

/** @throws RequestError `SUBGRAPH_UNAVAILABLE` where `call` takes longer; it is left to itself. */
export function withinTime<T>(
  call: Promise<T>,
  variables: Readonly<Record<string, unknown>> | undefined,
  answerMs: number,
): Promise<T> {
  const limit = holdsUpload(variables) ? uploadMs : answerMs;
  const deadlines = deadlinesFor(limit);
  return new Promise((resolve, reject) => {
    const deadline = deadlines.begin(() => {
      const cause = new Error(`no answer within ${limit} ms`);
      reject(new RequestError('SUBGRAPH_UNAVAILABLE', undefined, { cause }));
    });
    call.then(
      (value) => {
        deadlines.end(deadline);
        resolve(value);
      },
      (error: unknown) => {
        deadlines.end(deadline);
        reject(error);
      },
    );
  });
}

function deadlinesFor(limit: number): Deadlines {
  const known = deadlinesByLimit.get(limit);
  if (known) return known;
  const deadlines = new Deadlines(limit);
  deadlinesByLimit.set(limit, deadlines);
  return deadlines;
}

export function holdsUpload(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return value instanceof Upload || Object.values(value).some(holdsUpload);
}
