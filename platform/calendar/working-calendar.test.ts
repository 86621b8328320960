import { describe, expect, it } from 'vitest';
import { vietnameseHolidays } from './vietnamese-holidays.ts';
import { createWorkingCalendar, type CalendarException } from './working-calendar.ts';

const dayMs = 24 * 60 * 60 * 1000;
const nextDay = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);

/** The same, one day after another. */
function naivelyWorked(day: string, exceptions: readonly CalendarException[]): boolean {
  const exception = exceptions.find((candidate) => candidate.day === day);
  if (exception) return exception.kind === 'WORKING_DAY';
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** Repeatable chance. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function anyExceptions(seed: number): CalendarException[] {
  const chance = random(seed);
  const found: CalendarException[] = [];
  for (let day = '2025-06-01'; day < '2026-06-01'; day = nextDay(day)) {
    if (chance() < 0.1) found.push({ day, kind: chance() < 0.5 ? 'HOLIDAY' : 'WORKING_DAY', name: 'a day' });
  }
  return found;
}

describe('a working calendar', () => {
  const calendars = [
    { what: 'of weekdays alone', exceptions: [] },
    { what: 'of Viet Nam', exceptions: vietnameseHolidays },
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((seed) => ({ what: `by chance, ${seed}`, exceptions: anyExceptions(seed) })),
  ];

  it.each(calendars)('$what counts as one who goes from day to day', ({ exceptions }) => {
    const calendar = createWorkingCalendar(exceptions);
    let counted = calendar.ordinalOf('2023-12-31');
    let wrong = '';
    for (let day = '2024-01-01'; day < '2028-02-01' && wrong === ''; day = nextDay(day)) {
      const worked = naivelyWorked(day, exceptions);
      if (worked) counted += 1;
      if (calendar.isWorkingDay(day) !== worked || calendar.ordinalOf(day) !== counted) wrong = day;
      if (worked && calendar.dayOfOrdinal(counted) !== day) wrong = `${day} by its ordinal`;
    }
    expect(wrong).toBe('');
  });

  it('counts the same however far away', () => {
    const calendar = createWorkingCalendar(vietnameseHolidays);
    for (const day of ['1954-05-07', '1969-12-31', '1970-01-01', '2099-12-31']) {
      expect(calendar.dayOfOrdinal(calendar.ordinalOf(day))).toBe(day);
    }
    expect(calendar.ordinalOf('1954-05-09')).toBe(calendar.ordinalOf('1954-05-07'));
  });
});

describe('the Vietnamese calendar', () => {
  it('lists each day once, and only days that their weekday does not tell', () => {
    const days = vietnameseHolidays.map(({ day }) => day);
    expect(days).toEqual([...new Set(days)].toSorted());
    const idle = vietnameseHolidays.filter(({ day, kind }) => naivelyWorked(day, []) === (kind === 'WORKING_DAY'));
    expect(idle).toEqual([]);
  });

  it.each(['2024', '2025', '2026', '2027'])('has eleven days off in %s, as the Labour Code grants', (year) => {
    const ofYear = vietnameseHolidays.filter(({ day }) => day.startsWith(year));
    const off = ofYear.filter(({ kind }) => kind === 'HOLIDAY').length;
    const madeUp = ofYear.filter(({ kind }) => kind === 'WORKING_DAY').length;
    expect(off - madeUp).toBe(11);
  });

  it('says of every day of 2027 that only a decision can fix that it is computed', () => {
    const chosen = vietnameseHolidays.filter(({ day, basis }) => day.startsWith('2027') && basis === 'DECISION');
    expect(chosen).toEqual([]);
  });
});
