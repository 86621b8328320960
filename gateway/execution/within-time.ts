import { Upload } from 'graphql-upload-ts';
import { RequestError } from '../../platform/errors.ts';

/** Files arrive at the pace of the client's line: what bounds them is the size, and a generous end. */
const uploadMs = 30 * 60_000;

/** @throws RequestError `SUBGRAPH_UNAVAILABLE` where `call` takes longer; it is left to itself. */
export function withinTime<T>(
  call: Promise<T>,
  variables: Readonly<Record<string, unknown>> | undefined,
  answerMs: number,
): Promise<T> {
  const limit = holdsUpload(variables) ? uploadMs : answerMs;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const cause = new Error(`no answer within ${limit} ms`);
      reject(new RequestError('SUBGRAPH_UNAVAILABLE', undefined, { cause }));
    }, limit);
    call.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}

export function holdsUpload(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return value instanceof Upload || Object.values(value).some(holdsUpload);
}
