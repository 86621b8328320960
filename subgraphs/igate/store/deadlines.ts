import { sql, type Transaction } from 'kysely';
import type { WorkingCalendar } from '../../../platform/calendar/working-calendar.ts';
import { startOfDay } from '../domain/calendar.ts';
import { dueAt } from '../domain/deadline.ts';
import { openStatuses } from '../domain/dossier.ts';
import { holdsOfDossiers } from './dossier-holds.ts';
import type { IgateSchema } from './schema.ts';

/** Dossiers whose days of return are computed at the same time. */
const batchSize = 5000;

/**
 * Computes the days of return of open dossiers anew after a day of the calendar has changed, and answers with how many have
 * moved. Those that were due before that day are not concerned. What has ended keeps what was promised.
 */
export async function recomputeDueDays(
  trx: Transaction<IgateSchema>,
  calendar: WorkingCalendar,
  changedDay: string,
  at: Date,
): Promise<number> {
  let moved = 0;
  for (let after = ''; ;) {
    const batch = await trx
      .selectFrom('dossiers')
      .select(['code', 'received_at', 'processing_days', 'due_at'])
      .where('status', 'in', openStatuses)
      .where('due_at', '>=', startOfDay(changedDay))
      .where('code', '>', after)
      .orderBy('code')
      .limit(batchSize)
      .forUpdate()
      .execute();
    const last = batch.at(-1);
    if (!last) return moved;
    after = last.code;
    const holds = Map.groupBy(
      await holdsOfDossiers(
        trx,
        batch.map(({ code }) => code),
      ),
      (hold) => hold.dossierCode,
    );
    const changes = batch.flatMap(
      ({ code, received_at: receivedAt, processing_days: processingDays, due_at: before }) => {
        if (processingDays === null) return [];
        const due = dueAt(calendar, { receivedAt, processingDays, holds: holds.get(code) ?? [] });
        return due.getTime() === before?.getTime() ? [] : [{ code, due }];
      },
    );
    await moveDueDays(trx, changes, at);
    moved += changes.length;
  }
}

async function moveDueDays(
  trx: Transaction<IgateSchema>,
  changes: readonly { readonly code: string; readonly due: Date }[],
  at: Date,
): Promise<void> {
  if (changes.length === 0) return;
  const codes = changes.map(({ code }) => code);
  const dueDays = changes.map(({ due }) => due.toISOString());
  await sql`
    update dossiers set due_at = moved.due_at, changed_at = ${at}
    from unnest(${codes}::text[], ${dueDays}::timestamptz[]) as moved (code, due_at)
    where dossiers.code = moved.code
  `.execute(trx);
}
