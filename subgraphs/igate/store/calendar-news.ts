import { sql, type Kysely, type Transaction } from 'kysely';
import type { Bilingual } from '../../../platform/errors.ts';
import type { KnownException } from '../../../platform/calendar/vietnamese-holidays.ts';
import { readCalendarExceptions } from '../../../platform/calendar/calendar-store.ts';
import type { IgateSchema } from './schema.ts';

/** The calendar as it is, and how often it has changed. */
export interface CalendarNews {
  readonly version: number;
  readonly exceptions: readonly KnownException[];
}

/** Notes that iDesk is to be told of a version, in the transaction that makes it; again where it had been told. */
export async function insertCalendarNews(trx: Transaction<IgateSchema>, version: number, at: Date): Promise<void> {
  const untold = { at, attempts: 0, told_at: null, last_error_vi: null, last_error_en: null };
  await trx
    .insertInto('calendar_news')
    .values({ version, ...untold })
    .onConflict((conflict) => conflict.column('version').doUpdateSet(untold))
    .execute();
}

/** How many attempts there have been to tell of a version, the one that begins included; null where iDesk knows it. */
export async function countCalendarAttempt(db: Kysely<IgateSchema>, version: number): Promise<number | null> {
  const row = await db
    .updateTable('calendar_news')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('version', '=', version)
    .where('told_at', 'is', null)
    .returning('attempts')
    .executeTakeFirst();
  return row?.attempts ?? null;
}

/** Both of the same moment. */
export async function readCalendarNews(db: Kysely<IgateSchema>): Promise<CalendarNews> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const { rows } = await sql<{ version: number }>`select version from calendar_versions`.execute(trx);
      return { version: rows[0]?.version ?? 0, exceptions: await readCalendarExceptions(trx) };
    });
}

/** Notes that iDesk knows a version, and with it every earlier one. */
export async function noteCalendarTold(db: Kysely<IgateSchema>, version: number, at: Date): Promise<void> {
  await db
    .updateTable('calendar_news')
    .set({ told_at: at, last_error_vi: null, last_error_en: null })
    .where('version', '<=', version)
    .where('told_at', 'is', null)
    .execute();
}

export async function noteCalendarUntold(db: Kysely<IgateSchema>, version: number, reason: Bilingual): Promise<void> {
  await db
    .updateTable('calendar_news')
    .set({ last_error_vi: reason.vi, last_error_en: reason.en })
    .where('version', '=', version)
    .where('told_at', 'is', null)
    .execute();
}
