import { expect, it } from 'vitest';
import { inWords, isClean, run } from './run.ts';

it('loses nothing, doubles nothing and breaks no file while everything is broken, for most of a minute', async ({
  signal,
}) => {
  const report = await run({ minutes: 0.6, seed: 20_210_805, say: () => {}, signal, atLeast: 10 });
  if (!isClean(report)) console.error(inWords(report));
  const { verdict, met, kills, surprises, settledAfterMs } = report;
  expect({ ...verdict, surprises }).toMatchObject({
    lost: [],
    duplicate: [],
    broken: [],
    orphans: [],
    disagreements: [],
    surprises: [],
  });
  for (const failure of verdict.failed) expect(failure).not.toContain('NO REASON');
  expect(settledAfterMs).not.toBeNull();
  // Otherwise nothing was proved.
  const { send, pull, push } = verdict.accepted;
  expect(send + pull + push).toBeGreaterThan(5);
  expect(kills).toBeGreaterThan(5);
  expect(Object.keys(met).length).toBeGreaterThan(3);
}, 900_000);
