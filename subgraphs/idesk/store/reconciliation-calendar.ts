import { sql, type Kysely, type Transaction } from 'kysely';
import { readCalendarExceptions } from '../../../platform/calendar/calendar-store.ts';
import type { KnownException } from '../../../platform/calendar/vietnamese-holidays.ts';
import type { IdeskSchema } from './schema.ts';

/** The calendar as iDesk knows it, for a comparison with iGate's. */
export async function readKnownCalendar(
  database: Kysely<IdeskSchema>,
): Promise<{ readonly version: number; readonly exceptions: readonly KnownException[] }> {
  const { rows } = await sql<{ version: number }>`select version from calendar_versions`.execute(database);
  return { version: rows[0]?.version ?? 0, exceptions: await readCalendarExceptions(database) };
}

/** Makes iDesk take iGate's next word on the calendar, whatever version it names. */
export async function forgetCalendarVersion(trx: Transaction<IdeskSchema>): Promise<void> {
  await sql`update calendar_versions set version = 0`.execute(trx);
}
