/**
 * Every check, then every test: `npm test`. The last line says how many passed and failed; checks count as one each.
 *
 * Arguments go to Vitest: `npm test -- test/igate` runs the checks and those tests.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './check.ts';

interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

const folder = mkdtempSync(join(tmpdir(), 'lienthong-tests-'));
const reportFile = join(folder, 'report.json');

const checks = await runChecks({ withConventions: false });
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
const vitest = spawn('vitest', ['run', ...reporters, ...process.argv.slice(2)], { stdio: 'inherit' });
const exitCode = await new Promise<number>((resolve) => {
  vitest.once('error', () => resolve(1));
  vitest.once('close', (code) => resolve(code ?? 1));
});
const tests = readCounts();
rmSync(folder, { recursive: true, force: true });

// Vitest also fails for what is no test's fault, such as an error after the last one: that is a failure more.
const failed = checks.failed + Math.max(tests.failed, exitCode === 0 ? 0 : 1);
process.exitCode = failed === 0 ? 0 : 1;
console.log(
  `${checks.passed + tests.passed} passed, ${failed} failed${tests.skipped ? `, ${tests.skipped} skipped` : ''}`,
);

function readCounts(): { passed: number; failed: number; skipped: number } {
  try {
    const report: TestReport = JSON.parse(readFileSync(reportFile, 'utf8'));
    // A file that cannot be loaded has no test that could fail.
    const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + broken.length,
      skipped: report.numPendingTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
