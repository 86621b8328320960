import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

/** A task that ends when it is told to. */
function held() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  return { task: () => promise, resolve, reject };
}

test('no more run at once than may, and who came first is first', async () => {
  const takeTurn = createTurns(2);
  const order: string[] = [];
  const [a, b] = [held(), held()];
  const started = (name: string, task: () => Promise<string>) => () => {
    order.push(name);
    return task();
  };
  const all = [
    takeTurn(started('a', a.task)),
    takeTurn(started('b', b.task)),
    takeTurn(started('c', async () => 'c')),
    takeTurn(started('d', async () => 'd')),
  ];
  await Promise.resolve();
  expect(order).toEqual(['a', 'b']);
  b.resolve('b');
  await Promise.all(all.slice(2));
  expect(order).toEqual(['a', 'b', 'c', 'd']);
  a.resolve('a');
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
});

test('a task that fails gives its turn to the next', async () => {
  const takeTurn = createTurns(1);
  const failing = takeTurn(async () => Promise.reject(new Error('failed')));
  const next = takeTurn(async () => 'next');
  await expect(failing).rejects.toThrow('failed');
  expect(await next).toBe('next');
});
