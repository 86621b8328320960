import { sql, type Transaction } from 'kysely';

/** The table behind `receiveOnce`, for the receiver's first migration. */
export const inboxSql = `
  create table inbox (
    message_id uuid primary key,
    received_at timestamptz(3) not null default now()
  );
`;

/**
 * Takes a message in the receiver's own transaction: true the first time, false ever after. A sender may repeat itself
 * after a crash; the effect that stands in the same transaction happens once. Two at the same moment wait for each other.
 */
export async function receiveOnce<Schema>(transaction: Transaction<Schema>, messageId: string): Promise<boolean> {
  const taken = await sql`
    insert into inbox (message_id) values (${messageId}) on conflict do nothing returning message_id
  `.execute(transaction);
  return taken.rows.length === 1;
}
