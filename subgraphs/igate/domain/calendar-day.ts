import type { WorkingCalendar } from '../../../platform/calendar/working-calendar.ts';

/** What an administrator may make of a day; ORDINARY is what its weekday says. */
export type CalendarDayKind = 'HOLIDAY' | 'WORKING_DAY' | 'ORDINARY';

export interface CalendarDay {
  readonly date: string;
  readonly isWorkingDay: boolean;
  readonly kind: CalendarDayKind;
  readonly name: string | null;
}

export function calendarDay(calendar: WorkingCalendar, date: string): CalendarDay {
  const exception = calendar.exceptionOn(date);
  return {
    date,
    isWorkingDay: calendar.isWorkingDay(date),
    kind: exception?.kind ?? 'ORDINARY',
    name: exception?.name ?? null,
  };
}
