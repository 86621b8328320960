import { expect, it } from 'vitest';
import { isNestedDeeper } from './nesting.ts';

it.each([
  ['1', 0],
  ['{"a":{"b":[1]}}', 3],
  ['[[],[[]]]', 3],
  ['{"a":"{[{[","b":"\\"{[","c":"\\\\"}', 1],
  ['{"a":{},"b":{},"c":{}}', 2],
])('%s is %i deep', (json, depth) => {
  expect(isNestedDeeper(json, depth)).toBe(false);
  expect(depth === 0 || isNestedDeeper(json, depth - 1)).toBe(true);
});
