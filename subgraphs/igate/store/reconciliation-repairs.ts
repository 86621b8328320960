import { sql, type Transaction } from 'kysely';
import { liveMessages } from '../../../platform/transfers/live-messages.ts';
import type { IgateSchema } from './schema.ts';

/** What a repair writes. Each looks again, under lock, at what the comparison has found. */

type Writing = Transaction<IgateSchema>;

/** Locks a transfer; true where it is PENDING and the outbox has forgotten it. */
export async function lockForgottenTransfer(trx: Writing, id: string): Promise<boolean> {
  const transfer = await trx
    .selectFrom('transfers')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'PENDING')
    .forUpdate()
    .executeTakeFirst();
  if (!transfer) return false;
  const live = await liveMessages(trx);
  const found = await sql`select from (${live}) as live where live.id = ${id}`.execute(trx);
  return found.rows.length === 0;
}

/** Makes iGate take iDesk's next word on the draft of a transfer, whatever version it names. */
export async function forgetIdeskVersion(trx: Writing, transferId: string): Promise<void> {
  await trx.updateTable('transfers').set({ idesk_version: 0 }).where('id', '=', transferId).execute();
}

/** Sets the counter of a department's day (`YYMMDD`) to the highest number given; never lower. Answers with it. */
export async function raiseReceptionCounter(trx: Writing, departmentId: string, day: string): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    insert into reception_counters as counters (department_id, day, last_number)
    select department_id, to_date(${day}, 'YYMMDD'), max(split_part(code, '-', 3)::integer)
    from dossiers
    where department_id = ${departmentId} and split_part(code, '-', 2) = ${day}
    group by department_id
    on conflict (department_id, day) do update set last_number = greatest(counters.last_number, excluded.last_number)
    returning last_number as number
  `.execute(trx);
  return rows[0]?.number ?? 0;
}
