/** `npm run test:faults -- --minutes 30 --seed 7`: breaks everything for half an hour, and prints what came of it. */
import { parseArgs } from 'node:util';
import { inWords, isClean, run } from './run.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' } },
});
const minutes = Number(values.minutes);
const seed = values.seed === undefined ? Date.now() % 100_000 : Number(values.seed);
if (!(minutes > 0) || !Number.isSafeInteger(seed)) {
  process.stderr.write('--minutes takes a number above 0, --seed a whole number.\n');
  process.exitCode = 2;
} else {
  const startedAt = Date.now();
  const say = (line: string): void => {
    process.stderr.write(`${String(Math.round((Date.now() - startedAt) / 1000)).padStart(5)} s  ${line}\n`);
  };
  // Ctrl-C ends the run, not the look at what came of it; a second one ends that too.
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  const report = await run({ minutes, seed, say, signal: interrupted.signal });
  process.stdout.write(inWords(report));
  process.exitCode = isClean(report) ? 0 : 1;
}
