import { describe, expect, it } from 'vitest';
import { vietnameseHolidays } from '../../../platform/calendar/vietnamese-holidays.ts';
import { createWorkingCalendar } from '../../../platform/calendar/working-calendar.ts';
import { closingTime, dayOf, nextDay } from './calendar.ts';
import { dueAt, explainDays, workingDaysLeft, type Promised } from './deadline.ts';

const weekdays = createWorkingCalendar([]);
const vietnam = createWorkingCalendar(vietnameseHolidays);
const at = (moment: string): Date => new Date(`${moment}+07:00`);
const hold = (startedAt: string, endedAt: string | null) => ({
  startedAt: at(startedAt),
  endedAt: endedAt === null ? null : at(endedAt),
});

describe('the day of return', () => {
  it.each([
    ['the next working day', '2026-11-23T09:00', 1, '2026-11-24'],
    ['over a weekend', '2026-11-27T09:00', 1, '2026-11-30'],
    ['from a Saturday', '2026-11-28T09:00', 2, '2026-12-01'],
    ['four weeks of five working days', '2026-11-23T09:00', 20, '2026-12-21'],
    ['the same day', '2026-11-23T09:00', 0, '2026-11-23'],
    ['the same day, asked for at closing time', '2026-11-23T17:00', 0, '2026-11-24'],
    ['the same day, asked for on a Sunday', '2026-11-29T09:00', 0, '2026-11-30'],
    ['over Tết', '2026-02-13T09:00', 1, '2026-02-23'],
    ['on a Saturday that is worked', '2026-08-21T09:00', 1, '2026-08-22'],
    ['over National Day and the day that was swapped for it', '2026-08-28T09:00', 2, '2026-09-04'],
  ])('%s', (_case, receivedAt, processingDays, expected) => {
    const due = dueAt(vietnam, { receivedAt: at(receivedAt), processingDays, holds: [] });
    expect(due).toEqual(closingTime(expected));
  });

  it.each([
    ['two working days of a hold', [hold('2026-11-24T10:00', '2026-11-26T09:00')], '2026-12-02'],
    ['a hold within a day costs nothing', [hold('2026-11-24T10:00', '2026-11-24T16:00')], '2026-11-30'],
    ['a hold over closing time costs a day', [hold('2026-11-24T16:00', '2026-11-24T18:00')], '2026-12-01'],
    ['a hold over a weekend costs nothing', [hold('2026-11-27T18:00', '2026-11-30T08:00')], '2026-11-30'],
    ['a hold after the day of return costs nothing', [hold('2026-12-02T10:00', '2026-12-09T09:00')], '2026-11-30'],
    ['a hold that lasts moves nothing yet', [hold('2026-11-24T10:00', null)], '2026-11-30'],
    [
      'a later hold counts where an earlier one moved the day beyond its beginning',
      [hold('2026-12-01T10:00', '2026-12-02T09:00'), hold('2026-11-24T10:00', '2026-11-26T09:00')],
      '2026-12-03',
    ],
  ])('%s', (_case, holds, expected) => {
    const due = dueAt(weekdays, { receivedAt: at('2026-11-23T09:00'), processingDays: 5, holds });
    expect(due).toEqual(closingTime(expected));
  });

  it('is the one that counting day by day finds', () => {
    const chance = random(7);
    for (let round = 0; round < 500; round += 1) {
      const promised = anyPromise(chance);
      const due = dueAt(vietnam, promised);
      expect([promised, dayOf(due)]).toEqual([promised, naiveDueDay(promised)]);
      const counted = explainDays(vietnam, promised, due).filter((day) => day.counted);
      expect([promised, counted.length]).toEqual([promised, promised.processingDays]);
      expect(counted.at(-1)?.date).toBe(dayOf(due));
    }
  });
});

describe('the working days that are left', () => {
  const due = closingTime('2026-11-27');
  it.each([
    ['2026-11-23T09:00', 5],
    ['2026-11-27T16:59', 1],
    ['2026-11-27T17:00', 0],
    ['2026-11-28T12:00', 0],
    ['2026-11-30T18:00', -1],
  ])('at %s are %i', (moment, expected) => expect(workingDaysLeft(weekdays, due, at(moment))).toBe(expected));
});

describe('the explanation of a deadline', () => {
  it('says of each day what it is', () => {
    const promised = {
      receivedAt: at('2026-08-20T09:00'),
      processingDays: 8,
      holds: [hold('2026-08-25T10:00', '2026-08-26T18:00')],
    };
    const due = dueAt(vietnam, promised);
    const told = explainDays(vietnam, promised, due).map(({ date, kind }) => `${date.slice(5)} ${kind}`);
    expect(told).toEqual([
      '08-20 RECEPTION',
      '08-21 WORKING_DAY',
      '08-22 MADE_UP',
      '08-23 WEEKEND',
      '08-24 WORKING_DAY',
      '08-25 ON_HOLD',
      '08-26 ON_HOLD',
      '08-27 WORKING_DAY',
      '08-28 WORKING_DAY',
      '08-29 WEEKEND',
      '08-30 WEEKEND',
      '08-31 HOLIDAY',
      '09-01 HOLIDAY',
      '09-02 HOLIDAY',
      '09-03 WORKING_DAY',
      '09-04 WORKING_DAY',
      '09-05 WEEKEND',
      '09-06 WEEKEND',
      '09-07 WORKING_DAY',
    ]);
  });
});

/** Repeatable chance. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const hourMs = 3_600_000;

/** Received at any hour of four years, with up to three holds one after the other; at least one working day. */
function anyPromise(chance: () => number): Promised {
  let moment = at('2024-01-01T00:00').getTime() + Math.floor(chance() * 3.5 * 365 * 24) * hourMs;
  const receivedAt = new Date(moment);
  const holds = Array.from({ length: Math.floor(chance() * 4) }, () => {
    const startedAt = new Date((moment += Math.ceil(chance() * 240) * hourMs));
    const endedAt = new Date((moment += Math.ceil(chance() * 240) * hourMs));
    return { startedAt, endedAt };
  });
  return { receivedAt, holds, processingDays: 1 + Math.floor(chance() * 40) };
}

function naiveDueDay({ receivedAt, processingDays, holds }: Promised): string {
  const exceptions = new Map(vietnameseHolidays.map(({ day, kind }) => [day, kind]));
  let left = processingDays;
  let day = dayOf(receivedAt);
  while (left > 0) {
    day = nextDay(day);
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    const kind = exceptions.get(day) ?? (weekday === 0 || weekday === 6 ? 'HOLIDAY' : 'WORKING_DAY');
    const closing = at(`${day}T17:00`);
    const held = holds.some(({ startedAt, endedAt }) => startedAt < closing && endedAt !== null && endedAt >= closing);
    if (kind === 'WORKING_DAY' && !held) left -= 1;
  }
  return day;
}
