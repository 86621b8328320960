/**
 * Every check that needs nothing running, side by side: `npm run check`, in seconds.
 *
 * Prints one line a check, and what a failed one says below the lines.
 */
import { spawn } from 'node:child_process';

interface Check {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  /** What to run where it fails, if a command mends it. */
  readonly mend?: string;
}

const checks: readonly Check[] = [
  { name: 'types', command: ['tsc', '--noEmit', '-p', '.'] },
  { name: 'lint', command: ['oxlint', '--deny-warnings'] },
  { name: 'format', command: ['oxfmt', '--check', '.'], mend: 'npm run format' },
  { name: 'codegen', command: ['graphql-codegen', '--config', 'codegen.ts', '--check'], mend: 'npm run codegen' },
  { name: 'supergraph', command: ['node', 'schema/compose.ts', '--check'], mend: 'npm run compose' },
  { name: 'unused code', command: ['knip'] },
];

/** Part of every test run, so only `npm run check` asks for it by itself. */
const conventions: Check = { name: 'conventions', command: ['vitest', 'run', 'test/conventions'] };

export interface CheckCounts {
  readonly passed: number;
  readonly failed: number;
}

/** Runs the checks at once. Never rejects: a check that cannot be started has failed. */
export async function runChecks(options: { readonly withConventions: boolean }): Promise<CheckCounts> {
  const startedAt = performance.now();
  const outputs = await Promise.all(
    [...checks, ...(options.withConventions ? [conventions] : [])].map(async (check) => {
      const outcome = await run(check.command);
      console.log(`${outcome.passed ? 'pass' : 'FAIL'}  ${check.name.padEnd(12)} ${seconds(outcome.tookMs)}`);
      return { check, ...outcome };
    }),
  );
  const failed = outputs.filter((output) => !output.passed);
  for (const { check, output } of failed) {
    console.log(`\n── ${check.name}${check.mend ? ` (\`${check.mend}\` may mend it)` : ''}\n${output.trim()}`);
  }
  console.log(
    `\nchecks: ${outputs.length - failed.length} of ${outputs.length} pass, ${seconds(performance.now() - startedAt)}`,
  );
  return { passed: outputs.length - failed.length, failed: failed.length };
}

function run([program, ...args]: Check['command']): Promise<{ passed: boolean; output: string; tookMs: number }> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', (error) => (output += error.message));
    child.once('close', (code) => resolve({ passed: code === 0, output, tookMs: performance.now() - startedAt }));
  });
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

if (import.meta.main) {
  const { failed } = await runChecks({ withConventions: true });
  process.exitCode = failed === 0 ? 0 : 1;
}
