import type { WorkingCalendar } from '../../../platform/calendar/working-calendar.ts';
import { closingTime, dayOf, nextDay } from './calendar.ts';

/** A time on hold, by its two ends. */
export interface StoppedClock {
  readonly startedAt: Date;
  /** Null while it lasts. */
  readonly endedAt: Date | null;
}

/** What a result was promised by. */
export interface Promised {
  readonly receivedAt: Date;
  /** Working days. */
  readonly processingDays: number;
  /** In any order; they do not overlap. */
  readonly holds: readonly StoppedClock[];
}

/**
 * Ngày hẹn trả: closing time (17:00) of the last of `processingDays` working days, counted from the day after reception.
 * A working day at whose closing time the dossier was on hold does not count. Never before the reception itself.
 *
 * A hold that lasts moves nothing yet: what it will cost is known when it ends.
 */
export function dueAt(calendar: WorkingCalendar, { receivedAt, processingDays, holds }: Promised): Date {
  const counted = calendar.ordinalOf(dayOf(receivedAt)) + processingDays;
  let last = Math.max(counted, closedDays(calendar, receivedAt) + 1);
  // The day of reception does not count anyway, unless the result is due on it.
  const first = last - Math.max(processingDays, 1);
  for (const { startedAt, endedAt } of inOrder(holds)) {
    if (endedAt === null) break;
    const before = Math.max(closedDays(calendar, startedAt), first);
    // A hold that begins when the result is due already changes nothing: late stays late.
    if (last > before) last += Math.max(closedDays(calendar, endedAt) - before, 0);
  }
  return closingTime(calendar.dayOfOrdinal(last));
}

/**
 * Working days from a moment to the one that something is due: those whose closing time is still to come, the last one
 * included. 0 or less where it is late.
 */
export function workingDaysLeft(calendar: WorkingCalendar, due: Date, moment: Date): number {
  return calendar.ordinalOf(dayOf(due)) - closedDays(calendar, moment);
}

/** The last moment of return that lies within this many working days, today's included while it is not over. */
export function dueSoonUntil(calendar: WorkingCalendar, now: Date, days: number): Date {
  return closingTime(calendar.dayOfOrdinal(closedDays(calendar, now) + days));
}

/** The ordinal of the last working day that had closed by a moment. */
function closedDays(calendar: WorkingCalendar, moment: Date): number {
  const day = dayOf(moment);
  const open = calendar.isWorkingDay(day) && moment < closingTime(day);
  return calendar.ordinalOf(day) - (open ? 1 : 0);
}

function inOrder(holds: readonly StoppedClock[]): readonly StoppedClock[] {
  return holds.toSorted((one, other) => one.startedAt.getTime() - other.startedAt.getTime());
}

export type DeadlineDayKind = 'RECEPTION' | 'WORKING_DAY' | 'MADE_UP' | 'WEEKEND' | 'HOLIDAY' | 'ON_HOLD';

/** One day between reception and the day of return, and whether it counts. */
export interface DeadlineDay {
  readonly date: string;
  readonly counted: boolean;
  readonly kind: DeadlineDayKind;
  /** Of a holiday, or of a weekend's day that is worked. */
  readonly name: string | null;
}

/** Each day from the reception up to the day of return, and what it is; for a deadline without holds that last. */
export function explainDays(calendar: WorkingCalendar, { receivedAt, holds }: Promised, due: Date): DeadlineDay[] {
  const received = dayOf(receivedAt);
  const last = dayOf(due);
  const days: DeadlineDay[] = [];
  for (let date = received; date <= last; date = nextDay(date)) {
    const { kind, name } =
      date === received ? ({ kind: 'RECEPTION', name: null } as const) : kindOf(calendar, date, holds);
    days.push({ date, kind, name, counted: kind === 'WORKING_DAY' || kind === 'MADE_UP' });
  }
  return days;
}

function kindOf(
  calendar: WorkingCalendar,
  date: string,
  holds: readonly StoppedClock[],
): { readonly kind: DeadlineDayKind; readonly name: string | null } {
  const exception = calendar.exceptionOn(date);
  const name = exception?.name ?? null;
  if (!calendar.isWorkingDay(date)) return { kind: exception ? 'HOLIDAY' : 'WEEKEND', name };
  const closing = closingTime(date);
  const held = holds.some(({ startedAt, endedAt }) => startedAt < closing && (endedAt === null || closing <= endedAt));
  if (held) return { kind: 'ON_HOLD', name: null };
  return { kind: exception ? 'MADE_UP' : 'WORKING_DAY', name };
}
