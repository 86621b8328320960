import { sql, type Kysely, type Transaction } from 'kysely';
import type { DueDate } from './due-dates.ts';
import type { IdeskSchema } from './schema.ts';

/** What iDesk knows of when dossiers are due, by the transfers that their drafts came with. */
export async function knownDueDates(
  database: Kysely<IdeskSchema>,
  transferIds: readonly string[],
): Promise<ReadonlyMap<string, DueDate & { readonly documentId: string }>> {
  const { rows } = await sql<DueDate & { transferId: string; documentId: string }>`
    select transfer_id as "transferId", id as "documentId", due_at as at, held_since as "heldSince",
      due_revision as revision
    from documents where transfer_id = any(${[...transferIds]}::uuid[])
  `.execute(database);
  return new Map(rows.map(({ transferId, ...due }) => [transferId, due]));
}

/** Makes iDesk take iGate's next word on when the dossier of a transfer is due, whatever revision it names. */
export async function forgetDueRevision(trx: Transaction<IdeskSchema>, transferId: string): Promise<void> {
  await trx.updateTable('documents').set({ due_revision: -1 }).where('transfer_id', '=', transferId).execute();
}
