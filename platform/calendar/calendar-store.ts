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

/**
 * Takes a calendar that another system keeps, whole, where it is newer than the one that is known. False for an older word, and
 * for one that comes twice.
 */
export async function takeCalendar<Schema>(
  trx: Transaction<Schema>,
  version: number,
  exceptions: readonly KnownException[],
): Promise<boolean> {
  const { rows } = await sql`
    update calendar_versions set version = ${version} where version < ${version} returning version
  `.execute(trx);
  if (rows.length === 0) return false;
  const days = exceptions.map(({ day }) => day);
  await sql`delete from calendar_exceptions where day <> all(${days}::date[])`.execute(trx);
  await sql`
    insert into calendar_exceptions (day, kind, name, basis, source)
    select * from unnest(${days}::date[], ${exceptions.map(({ kind }) => kind)}::text[],
      ${exceptions.map(({ name }) => name)}::text[], ${exceptions.map(({ basis }) => basis)}::text[],
      ${exceptions.map(({ source }) => source)}::text[])
    on conflict (day) do update set kind = excluded.kind, name = excluded.name, basis = excluded.basis, source = excluded.source
    where (calendar_exceptions.kind, calendar_exceptions.name, calendar_exceptions.basis, calendar_exceptions.source)
      is distinct from (excluded.kind, excluded.name, excluded.basis, excluded.source)
  `.execute(trx);
  return true;
}
