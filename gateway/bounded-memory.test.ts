import { expect, it } from 'vitest';
import { createBoundedMemory } from './bounded-memory.ts';

it('forgets what was asked for longest ago, by the length of the texts', () => {
  const memory = createBoundedMemory<number>(10);
  memory.set('aaaa', 1);
  memory.set('bbbb', 2);
  expect(memory.get('aaaa')).toBe(1);
  memory.set('cccc', 3);
  expect([memory.get('aaaa'), memory.get('bbbb'), memory.get('cccc')]).toEqual([1, undefined, 3]);
});

it('counts what stands beside the text, replaces, and keeps nothing that is too long', () => {
  const memory = createBoundedMemory<number>(10);
  memory.set('a', 1, 5);
  memory.set('a', 2, 5);
  memory.set('b', 3);
  expect([memory.get('a'), memory.get('b')]).toEqual([2, 3]);
  memory.set('c', 4, 10);
  expect([memory.get('a'), memory.get('b'), memory.get('c')]).toEqual([2, 3, undefined]);
});
