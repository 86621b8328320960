import { describe, expect, it } from 'vitest';
import { closingTime, dayOf, endOfDay, nextDay, startOfDay } from './calendar.ts';

describe('a day in Vietnam', () => {
  it('begins at 17:00 of the day before in Greenwich', () => {
    expect(dayOf(new Date('2026-08-04T16:59:59.999Z'))).toBe('2026-08-04');
    expect(dayOf(new Date('2026-08-04T17:00:00Z'))).toBe('2026-08-05');
    expect(startOfDay('2026-08-05')).toEqual(new Date('2026-08-04T17:00:00Z'));
    expect(endOfDay('2026-12-31')).toEqual(new Date('2026-12-31T17:00:00Z'));
  });

  it('ends its office hours at 17:00, and is followed by another one', () => {
    expect(closingTime('2026-08-05')).toEqual(new Date('2026-08-05T10:00:00Z'));
    expect(nextDay('2026-12-31')).toBe('2027-01-01');
  });
});
