import { isDeepStrictEqual } from 'node:util';
import type { GraphqlRequest, Workload } from '../workloads/workload.ts';

interface Answering {
  readonly name: string;
  readonly url: string;
}

/** As many requests of a workload as all contestants are asked, spread over all of them. */
const compared = 5;

/**
 * Asks every contestant the same and demands the same data from all of them, without an error. What is not compared is asked
 * of the first one all the same, since a slow contestant may never get beyond a workload's first requests, and these may be
 * those with the shortest answers.
 *
 * @returns the length in bytes of the shortest answer.
 * @throws Error naming the contestant that answers otherwise.
 */
export async function demandSameAnswers(
  contestants: readonly Answering[],
  { asked }: Workload,
  tokens: ReadonlyMap<string, string>,
): Promise<number> {
  let least = Infinity;
  const step = Math.ceil(asked.length / compared);
  for (const [at, { account, request }] of asked.entries()) {
    const asking = at % step === 0 ? contestants : contestants.slice(0, 1);
    const token = tokens.get(account) ?? '';
    let expected: { readonly name: string; readonly data: unknown } | undefined;
    for (const { name, url } of asking) {
      const { text, data } = await ask(name, url, request, token);
      least = Math.min(least, Buffer.byteLength(text));
      expected ??= { name, data };
      if (!isDeepStrictEqual(data, expected.data)) {
        throw new Error(`${name} answers otherwise than ${expected.name}: ${text.slice(0, 500)}`);
      }
    }
  }
  return least;
}

async function ask(name: string, url: string, request: GraphqlRequest, token: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(request),
    signal: AbortSignal.timeout(60_000),
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text);
  if (response.status !== 200 || errors || !data || Object.values(data).includes(null)) {
    throw new Error(`${name} answers ${response.status}: ${text.slice(0, 500)}`);
  }
  return { text, data };
}
