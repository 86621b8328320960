import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Threat {
  readonly threat: string;
  readonly proofs: readonly { readonly file: string; readonly test: string }[];
}

const page = readFileSync('docs/security.md', 'utf8');

function threats(text: string): readonly Threat[] {
  const rows = text.split('\n').filter((line) => line.startsWith('| ') && !/^\| (threat|---)/.test(line));
  return rows.map((row) => ({
    threat: row.split('|')[1]?.trim() ?? '',
    proofs: [...row.matchAll(/`([\w./-]+\.test\.ts)` “([^”]+)”/g)].map(([, file = '', test = '']) => ({ file, test })),
  }));
}

/** Where no test has such a name: a name stands in quotes, in whole or from its beginning. */
function missing(text: string): readonly string[] {
  return threats(text).flatMap(({ threat, proofs }) => {
    if (proofs.length === 0) return [`“${threat}” names no test`];
    return proofs.flatMap(({ file, test }) => {
      if (!existsSync(file)) return [`${file} does not exist`];
      const named = ["'", '"', '`', '’'].some((quote) => readFileSync(file, 'utf8').includes(quote + test));
      return named ? [] : [`${file} has no test “${test}”`];
    });
  });
}

describe('docs/security.md', () => {
  it('names for each threat a test that there is', () => {
    expect(threats(page).length).toBeGreaterThan(20);
    expect(missing(page)).toEqual([]);
  });

  it.each([
    ['no test', '| a threat | a lock | none |', 'names no test'],
    ['a file that is gone', '| a threat | a lock | `test/gone.test.ts` “x” |', 'does not exist'],
    ['a test that is gone', '| a | b | `test/conventions/readme.test.ts` “what nobody tests” |', 'has no test'],
  ])('would not pass with %s', (_what, row, problem) => {
    expect(missing(row)).toEqual([expect.stringContaining(problem)]);
  });
});
