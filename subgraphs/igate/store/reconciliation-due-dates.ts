import { sql, type Kysely, type Transaction } from 'kysely';
import { inBatches } from '../../../platform/database/in-batches.ts';
import { openStatuses } from '../domain/dossier.ts';
import type { IgateSchema } from './schema.ts';

/** When the dossiers are due whose drafts iDesk orders by it, for a comparison with what iDesk knows. */

export interface ToldDueDate {
  readonly transferId: string;
  readonly dossierCode: string;
  readonly dueAt: Date | null;
  readonly heldSince: Date | null;
  /** How often it has changed. */
  readonly revision: number;
  /** The dossier has not ended: somebody still goes by it. */
  readonly isOpen: boolean;
}

/** Of each send that has arrived and about which nothing is on its way. */
export async function* toldDueDates(database: Kysely<IgateSchema>): AsyncGenerator<readonly ToldDueDate[]> {
  yield* inBatches(
    database,
    sql<ToldDueDate>`
      select transfers.id as "transferId", dossiers.code as "dossierCode", dossiers.due_at as "dueAt",
        dossiers.held_since as "heldSince",
        dossiers.due_revision as revision, dossiers.status = any(${[...openStatuses]}::text[]) as "isOpen"
      from transfers join dossiers on dossiers.code = transfers.dossier_code
      where transfers.kind = 'SEND_TO_IDESK' and transfers.state = 'DELIVERED' and due_revision_to_tell is null
    `,
  );
}

/** Lets iGate tell iDesk once more; whoever tells is woken. False where iGate does not have the transfer any more. */
export async function tellDueDateAgain(trx: Transaction<IgateSchema>, transferId: string): Promise<boolean> {
  const marked = await sql`
    update transfers set due_revision_to_tell = dossiers.due_revision
    from dossiers where dossiers.code = transfers.dossier_code and transfers.id = ${transferId}
    returning transfers.id
  `.execute(trx);
  await sql`select pg_notify('due_dates', '')`.execute(trx);
  return marked.rows.length > 0;
}
