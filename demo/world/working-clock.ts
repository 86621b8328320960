import { vietnameseHolidays } from '../../platform/calendar/vietnamese-holidays.ts';
import { createWorkingCalendar } from '../../platform/calendar/working-calendar.ts';

/** Viet Nam keeps UTC+7 all year round. */
const offsetMs = 7 * 3_600_000;
const dayMs = 24 * 3_600_000;

/** Office hours, as minutes of the day: the counter opens at 7:30 and 13:30. */
const officeHours = [
  [7 * 60 + 30, 11 * 60 + 30],
  [13 * 60 + 30, 17 * 60],
] as const;

/** The days on which offices work, as a new database has them. */
export const officeCalendar = createWorkingCalendar(vietnameseHolidays);

/** Milliseconds of office hours in one working day. */
export const workingDayMs = officeHours.reduce((sum, [opens, closes]) => sum + (closes - opens) * 60_000, 0);

/**
 * Time as the office lives it: only office hours of working days pass.
 *
 * A moment of it is the number of milliseconds of office hours since the clock began, so that whatever is planned on
 * it falls into office hours, and what lies beyond `end` has not happened yet.
 */
export interface WorkingClock {
  /** The present. */
  readonly end: number;
  /** The moment on everybody's clock. */
  at(moment: number): Date;
}

/** A clock that began `days` calendar days before `now`. */
export function createWorkingClock(now: Date, days: number): WorkingClock {
  const opens: number[] = [];
  const passed: number[] = [];
  let end = 0;
  const today = Math.floor((now.getTime() + offsetMs) / dayMs);
  for (let day = today - days; day <= today; day += 1) {
    const midnight = day * dayMs - offsetMs;
    if (!officeCalendar.isWorkingDay(new Date(day * dayMs).toISOString().slice(0, 10))) continue;
    for (const [openMinute, closeMinute] of officeHours) {
      const open = midnight + openMinute * 60_000;
      const close = Math.min(midnight + closeMinute * 60_000, now.getTime());
      if (close <= open) continue;
      opens.push(open);
      passed.push(end);
      end += close - open;
    }
  }

  return {
    end,
    at: (moment) => {
      let low = 0;
      let high = opens.length - 1;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((passed[middle] ?? 0) <= moment) low = middle;
        else high = middle - 1;
      }
      return new Date((opens[low] ?? 0) + Math.floor(moment - (passed[low] ?? 0)));
    },
  };
}
