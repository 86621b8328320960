import { sql, type Kysely, type Transaction } from 'kysely';
import { liveMessages } from '../../../platform/transfers/live-messages.ts';
import { insertCalendarNews } from './calendar-news.ts';
import type { IgateSchema } from './schema.ts';

/** Whether iDesk has yet to be told of a version, and will be: that explains every difference. */
export async function isCalendarUnderWay(db: Kysely<IgateSchema>): Promise<boolean> {
  const live = await liveMessages(db);
  const { rows } = await sql`
    select from calendar_news where told_at is null and version::text in (select id from (${live}) as live) limit 1
  `.execute(db);
  return rows.length > 0;
}

/** Lets iGate tell iDesk the calendar once more. Answers with the version that is to be told. */
export async function tellCalendarAgain(trx: Transaction<IgateSchema>, at: Date): Promise<number> {
  // Held, so that no change of the calendar tells another version meanwhile.
  const { rows } = await sql<{ version: number }>`select version from calendar_versions for share`.execute(trx);
  const version = rows[0]?.version ?? 0;
  await insertCalendarNews(trx, version, at);
  return version;
}
