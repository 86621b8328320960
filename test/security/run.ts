/**
 * `npm run test:security`: every test of `test/security`, and how many attempts of each kind were turned away.
 *
 * A test counts as one attempt; one that makes many says how many in its `meta.attempts`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly meta?: { readonly attempts?: number };
    }[];
  }[];
}

/** By the beginnings of the names of files; the first that fits counts. */
const kinds: readonly (readonly [what: string, beginnings: readonly string[]])[] = [
  ['cells of the authorization matrix', ['authorization']],
  ['personal data', ['personal-data']],
  ['token attacks', ['tokens']],
  ['file attacks', ['files']],
  ['faulty subgraphs, and calls home', ['faulty-subgraphs', 'no-calls-home']],
  ['query attacks', ['']],
];

const folder = mkdtempSync(join(tmpdir(), 'lienthong-security-'));
const reportFile = join(folder, 'report.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
const vitest = spawn('vitest', ['run', 'test/security', ...reporters, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = await new Promise<number>((resolve) => {
  vitest.once('error', () => resolve(1));
  vitest.once('close', (code) => resolve(code ?? 1));
});
try {
  const report: Report = JSON.parse(readFileSync(reportFile, 'utf8'));
  for (const line of figures(report)) console.log(line);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function figures({ testResults }: Report): readonly string[] {
  const counted = new Map(kinds.map(([what]) => [what, { held: 0, tried: 0 }]));
  for (const file of testResults) {
    const [what] = kinds.find(([, names]) => names.some((name) => basename(file.name).startsWith(name))) ?? [''];
    const count = counted.get(what);
    if (!count) continue;
    for (const { status, meta } of file.assertionResults) {
      const attempts = meta?.attempts ?? 1;
      count.tried += attempts;
      if (status === 'passed') count.held += attempts;
    }
  }
  return [...counted]
    .filter(([, { tried }]) => tried > 0)
    .map(([what, { held, tried }]) => `${`${held} of ${tried}`.padStart(16)}  ${what}`);
}
