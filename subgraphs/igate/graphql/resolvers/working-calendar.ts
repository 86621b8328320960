import { readCalendarExceptions } from '../../../../platform/calendar/calendar-store.ts';
import { createWorkingCalendar } from '../../../../platform/calendar/working-calendar.ts';
import { nextDay } from '../../domain/calendar.ts';
import { calendarDay } from '../../domain/calendar-day.ts';
import { badInput } from '../../domain/input.ts';
import type { Context } from '../context.ts';
import type { QueryResolvers } from '../resolver-types.generated.ts';

const longestSpan = 400;

/** Each day of a span, and whether offices work; for everybody who is signed in. */
export const workingCalendar: NonNullable<QueryResolvers['workingCalendar']> = async (
  _parent,
  { from, to },
  context,
) => {
  await context.officer();
  return calendarDays(context, from, to);
};

/** @throws RequestError `BAD_USER_INPUT` for a span that is too long, or ends before it begins. */
export async function calendarDays({ services }: Context, from: string, to: string) {
  const exceptions = await readCalendarExceptions(services.db);
  const calendar = createWorkingCalendar(exceptions);
  const known = new Map(exceptions.map((exception) => [exception.day, exception]));
  const days = [];
  for (let date = from; date <= to; date = nextDay(date)) {
    const { basis = null, source = null } = known.get(date) ?? {};
    if (days.push({ ...calendarDay(calendar, date), basis, source }) > longestSpan) break;
  }
  if (days.length === 0 || days.length > longestSpan) {
    throw badInput(`Khoảng ngày phải có từ 1 đến ${longestSpan} ngày.`, `The span must have 1 to ${longestSpan} days.`);
  }
  return days;
}
