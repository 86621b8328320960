import { describe, expect, it } from 'vitest';
import { dayOf, dueAt, endOfDay, startOfDay } from './calendar.ts';

describe('a day in Vietnam', () => {
  it('begins at 17:00 of the day before in Greenwich', () => {
    expect(dayOf(new Date('2026-08-04T16:59:59.999Z'))).toBe('2026-08-04');
    expect(dayOf(new Date('2026-08-04T17:00:00Z'))).toBe('2026-08-05');
    expect(startOfDay('2026-08-05')).toEqual(new Date('2026-08-04T17:00:00Z'));
    expect(endOfDay('2026-12-31')).toEqual(new Date('2026-12-31T17:00:00Z'));
  });
});

describe('the day of return', () => {
  it.each([
    ['the next working day', '2026-11-23T02:00:00Z', 1, '2026-11-24T10:00:00.000Z'],
    ['over a weekend', '2026-11-27T02:00:00Z', 1, '2026-11-30T10:00:00.000Z'],
    ['from a Saturday', '2026-11-28T02:00:00Z', 2, '2026-12-01T10:00:00.000Z'],
    ['four weeks of five working days', '2026-11-23T02:00:00Z', 20, '2026-12-21T10:00:00.000Z'],
    [
      'late in the evening, which is already the next day in Vietnam',
      '2026-11-23T18:00:00Z',
      1,
      '2026-11-25T10:00:00.000Z',
    ],
    ['the same day', '2026-11-23T02:00:00Z', 0, '2026-11-23T10:00:00.000Z'],
    ['the same day, asked for after closing time', '2026-11-23T10:00:00Z', 0, '2026-11-24T10:00:00.000Z'],
    ['the same day, asked for on a Sunday', '2026-11-29T02:00:00Z', 0, '2026-11-30T10:00:00.000Z'],
  ])('%s', (_case, receivedAt, days, expected) => {
    expect(dueAt(new Date(receivedAt), days).toISOString()).toBe(expected);
  });
});
