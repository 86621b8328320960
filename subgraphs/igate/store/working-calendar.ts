import type { Kysely } from 'kysely';
import { readCalendarExceptions } from '../../../platform/calendar/calendar-store.ts';
import { createWorkingCalendar, type WorkingCalendar } from '../../../platform/calendar/working-calendar.ts';
import type { IgateSchema } from './schema.ts';

/** The calendar as it is now: some dozens of rows. */
export async function readCalendar(db: Kysely<IgateSchema>): Promise<WorkingCalendar> {
  return createWorkingCalendar(await readCalendarExceptions(db));
}
