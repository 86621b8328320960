import { sql, type Transaction } from 'kysely';
import { liveMessages } from '../../../platform/transfers/live-messages.ts';
import type { Register } from './registers.ts';
import type { IdeskSchema } from './schema.ts';

/** What a repair writes. Each looks again, under lock, at what the comparison has found. */

type Writing = Transaction<IdeskSchema>;

/** Locks a push; true where it is PENDING and the outbox has forgotten it. */
export async function lockForgottenPush(trx: Writing, id: string): Promise<boolean> {
  const push = await trx
    .selectFrom('pushes')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'PENDING')
    .forUpdate()
    .executeTakeFirst();
  if (!push) return false;
  const live = await liveMessages(trx);
  const found = await sql`select from (${live}) as live where live.id = ${id}`.execute(trx);
  return found.rows.length === 0;
}

/**
 * A report of where a document stands now, under an id that iGate has not seen: it takes each message once.
 *
 * @returns the report's id; null where the document has gone.
 */
export async function insertReportOfToday(trx: Writing, documentId: string, at: Date): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into state_reports (document_id, state, version, at, signed_at, issued_at)
    select id, case when recalled_at is null then state else 'RECALLED' end, version, ${at}, signed_at, issued_at
    from documents where id = ${documentId}
    on conflict (document_id, version) do update set id = excluded.id, state = excluded.state, at = excluded.at,
      signed_at = excluded.signed_at, issued_at = excluded.issued_at
    returning id
  `.execute(trx);
  return rows[0]?.id ?? null;
}

/** Sets a register to the highest number given; never lower. Answers with it. */
export async function raiseRegister(trx: Writing, { departmentId, kind, year }: Register): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    insert into registers (department_id, kind, year, last_number)
    select department_id, kind, register_year, max(number) from documents
    where department_id = ${departmentId} and kind = ${kind} and register_year = ${year}
    group by department_id, kind, register_year
    on conflict (department_id, kind, year) do update
      set last_number = greatest(registers.last_number, excluded.last_number)
    returning last_number as number
  `.execute(trx);
  return rows[0]?.number ?? 0;
}
