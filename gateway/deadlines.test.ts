import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Deadlines } from './deadlines.ts';

const limitMs = 200;

test('what takes too long is told once, and not before its time', async () => {
  const deadlines = new Deadlines(limitMs);
  const beganAt = performance.now();
  const { promise, resolve } = Promise.withResolvers<number>();
  let told = 0;
  deadlines.begin(() => {
    told += 1;
    resolve(performance.now() - beganAt);
  });
  // Timers may come a millisecond early.
  expect(await promise).toBeGreaterThan(limitMs - 2);
  await delay(2 * limitMs);
  expect(told).toBe(1);
});

test('of many, in any order, only those that have not ended are told', async () => {
  const deadlines = new Deadlines(limitMs);
  const told: number[] = [];
  const all = Array.from({ length: 100 }, (_, at) => deadlines.begin(() => told.push(at)));
  const left = new Set([3, 50, 99]);
  for (const at of [7, 0, 98, ...all.keys()]) {
    const deadline = all[at];
    if (deadline && !left.has(at)) deadlines.end(deadline);
  }
  await delay(2 * limitMs);
  expect(new Set(told)).toEqual(left);
  expect(told).toHaveLength(left.size);
});

test('begins anew after a while with nothing to look after', async () => {
  const deadlines = new Deadlines(20);
  deadlines.end(deadlines.begin(() => undefined));
  await delay(100);
  const told = new Promise<string>((resolve) => deadlines.begin(() => resolve('told')));
  expect(await told).toBe('told');
});
