import { expect, test } from 'vitest';
import { momentText } from './moment-text.ts';

test('moments are written as JavaScript itself writes them', () => {
  const ends = [0, -1, 1, 999, -86_400_000, 86_399_999, 8.64e15, -8.64e15, Date.UTC(9999, 11, 31, 23, 59, 59, 999)];
  // More days than are remembered.
  const spread = Array.from({ length: 10_000 }, (_, at) => Date.UTC(2000, 0, 1) + at * 86_400_000 * 1.000_123_457);
  for (const at of [...ends, ...spread.map(Math.floor)]) {
    const moment = new Date(at);
    expect(momentText(moment)).toBe(moment.toISOString());
  }
});

test('what is no moment is no text', () => {
  expect(() => momentText(new Date(NaN))).toThrow(RangeError);
});
