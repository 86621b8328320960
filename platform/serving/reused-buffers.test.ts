import { expect, test } from 'vitest';
import { giveBuffer, takeBuffer } from './reused-buffers.ts';

const large = 100_000;

test('what was given back is taken again, cut to the length that is wanted', () => {
  const first = takeBuffer(large);
  giveBuffer(first);
  const second = takeBuffer(large - 1);
  expect(second.buffer).toBe(first.buffer);
  expect(second).toHaveLength(large - 1);
  giveBuffer(second);
});

test('two never hold the same memory, even where one was given back twice', () => {
  const first = takeBuffer(large);
  giveBuffer(first);
  giveBuffer(first);
  const [one, other] = [takeBuffer(large), takeBuffer(large)];
  expect(one.buffer).not.toBe(other.buffer);
});

test('a buffer from elsewhere is not kept', () => {
  const foreign = Buffer.alloc(2 ** 17);
  giveBuffer(foreign);
  expect(takeBuffer(large).buffer).not.toBe(foreign.buffer);
});
