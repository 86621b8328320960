/**
 * The leader's inbox of docs/recipes.md, with 50 drafts that wait, in the one-process topology: `node leader-inbox.ts 300`
 * asks 300 times, one after the other, and prints the median and the 95th percentile. The whole machine should be idle.
 */
import { readRecipes } from '../test/support/recipes.ts';
import { System } from '../test/support/system.ts';
import { draftsToSign } from '../test/support/waiting-drafts.ts';

const times = Number(process.argv[2] ?? 300);
const query = readRecipes().get('LeaderInbox')?.query ?? '';

await using system = await System.start('one process', { DEMO_DOSSIERS: '2000' });
await draftsToSign(system, 50);
const ask = async (): Promise<number> => {
  const startedAt = performance.now();
  const { errors, data } = await system.ask<object>('lanhdao', query, { first: 50 });
  if (errors.length > 0 || data === null) throw new Error(JSON.stringify(errors));
  return performance.now() - startedAt;
};
for (let warmUp = 0; warmUp < 100; warmUp++) await ask();
const took: number[] = [];
for (let asked = 0; asked < times; asked++) took.push(await ask());
took.sort((a, b) => a - b);
const at = (share: number): string => (took[Math.floor(took.length * share)] ?? 0).toFixed(1);
console.log(`inbox of 50 drafts: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms`);
