import { sql, type Kysely } from 'kysely';
import type { IdeskSchema } from './schema.ts';

/** When a dossier is due, as iGate tells it; of two words, the one with the higher revision is newer. */
export interface DueDate {
  /** Null where the dossier promises none. */
  readonly at: Date | null;
  /** Since when the dossier is on hold; null where its clock runs. */
  readonly heldSince: Date | null;
  readonly revision: number;
}

/** Takes due dates for the drafts that came with these transfers; what is older than what is known changes nothing. */
export async function noteDueDates(
  database: Kysely<IdeskSchema>,
  told: readonly (DueDate & { readonly transferId: string })[],
): Promise<void> {
  const ids = told.map(({ transferId }) => transferId);
  const moments = told.map(({ at }) => at?.toISOString() ?? null);
  const holds = told.map(({ heldSince }) => heldSince?.toISOString() ?? null);
  const revisions = told.map(({ revision }) => revision);
  await sql`
    update documents set due_at = told.at, held_since = told.held_since, due_revision = told.revision
    from unnest(${ids}::uuid[], ${moments}::timestamptz[], ${holds}::timestamptz[], ${revisions}::integer[])
      as told (transfer_id, at, held_since, revision)
    where documents.transfer_id = told.transfer_id and documents.due_revision < told.revision
  `.execute(database);
}
