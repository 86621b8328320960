import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { allocateNumbers, SharedNumbers } from './shared-numbers.ts';

const counts = (memory = allocateNumbers(1000)) => new SharedNumbers(memory, (number) => number === 0);

function read(numbers: SharedNumbers, ...keys: string[]): number[] {
  let found: number[] = [];
  numbers.change(keys, (values) => {
    found = [...values];
    return false;
  });
  return found;
}

it('changes several numbers or none', () => {
  const numbers = counts();
  numbers.change(['a', 'b'], (values) => {
    values[0] = 1;
    values[1] = 2;
    return true;
  });
  numbers.change(['b', 'c'], (values) => {
    values.fill(9);
    return false;
  });
  expect(read(numbers, 'c', 'b', 'a')).toEqual([0, 2, 1]);
});

it('lets go of the lock where a decision throws', () => {
  const numbers = counts();
  const refuse = () =>
    numbers.change(['a'], () => {
      throw new Error('no');
    });
  expect(refuse).toThrow('no');
  expect(read(numbers, 'a')).toEqual([0]);
});

it('knows as many keys apart as it has room for, and forgets zeros first, then the smallest', () => {
  const numbers = counts();
  const set = (key: string, number: number) => numbers.change([key], (values) => (values.fill(number), true));
  for (let n = 1; n <= 1000; n++) set(`key ${n}`, n);
  for (let n = 0; n < 5000; n++) set(`zero ${n}`, 0);
  for (let n = 1; n <= 1000; n++) expect(read(numbers, `key ${n}`)).toEqual([n]);
  for (let n = 1001; n <= 9000; n++) set(`key ${n}`, n);
  expect(read(numbers, 'key 1', 'key 9000', 'key 8001')).toEqual([0, 9000, 8001]);
});

it('loses no change of threads that count at once', async () => {
  const memory = allocateNumbers(1000);
  const program = `
    const { workerData } = require('node:worker_threads');
    import(workerData.module).then(({ SharedNumbers }) => {
      const numbers = new SharedNumbers(workerData.memory, (number) => number === 0);
      for (let n = 0; n < 100000; n++) {
        numbers.change(['everybody', 'key ' + (n % 700)], (values) => { values[0]++; values[1]++; return true; });
      }
    });`;
  const module = new URL('shared-numbers.ts', import.meta.url).href;
  const workers = [0, 1, 2].map(() => new Worker(program, { eval: true, workerData: { memory, module } }));
  await Promise.all(workers.map((worker) => once(worker, 'exit')));
  const numbers = counts(memory);
  expect(read(numbers, 'everybody')).toEqual([300_000]);
  const each = Array.from({ length: 700 }, (_, n) => read(numbers, `key ${n}`)[0] ?? 0);
  expect(each.reduce((sum, number) => sum + number, 0)).toBe(300_000);
});
