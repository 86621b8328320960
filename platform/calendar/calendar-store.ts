import { sql, type Kysely, type Transaction } from 'kysely';
import type { KnownException } from './vietnamese-holidays.ts';

/** Every day that differs from its weekday, in order: some dozens. */
export async function readCalendarExceptions<Schema>(db: Kysely<Schema>): Promise<readonly KnownException[]> {
  const found = await sql<KnownException>`
    select day, kind, name, basis, source from calendar_exceptions order by day
  `.execute(db);
  return found.rows;
}

/** Holds the calendar as it is until the transaction ends: what is promised by it stays in step with it. */
export async function holdCalendar<Schema>(trx: Transaction<Schema>): Promise<void> {
  await sql`select version from calendar_versions for share`.execute(trx);
}

/** Keeps others from promising a day, and from changing the calendar, until the transaction ends. Its next version. */
export async function lockCalendar<Schema>(trx: Transaction<Schema>): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    update calendar_versions set version = version + 1 returning version
  `.execute(trx);
  const [row] = rows;
  if (!row) throw new Error('the calendar has no version');
  return row.version;
}

/** Writes an exception in place of the one that the day had. */
export async function putCalendarException<Schema>(trx: Transaction<Schema>, exception: KnownException): Promise<void> {
  const { day, kind, name, basis, source } = exception;
  await sql`
    insert into calendar_exceptions (day, kind, name, basis, source) values (${day}, ${kind}, ${name}, ${basis}, ${source})
    on conflict (day) do update set kind = ${kind}, name = ${name}, basis = ${basis}, source = ${source}
  `.execute(trx);
}

/** The day becomes what its weekday says. */
export async function removeCalendarException<Schema>(trx: Transaction<Schema>, day: string): Promise<void> {
  await sql`delete from calendar_exceptions where day = ${day}`.execute(trx);
}
