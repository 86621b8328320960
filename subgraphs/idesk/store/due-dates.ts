import { sql, type Kysely } from 'kysely';
import type { IdeskSchema } from './schema.ts';

/** A dossier's due date as iGate tells it; of two, the one with the higher revision is newer. */
export interface DueDate {
  /** Null where the dossier promises none. */
  readonly at: Date | null;
  readonly revision: number;
}

/** Takes due dates for the drafts that came with these transfers; what is older than what is known changes nothing. */
export async function noteDueDates(
  database: Kysely<IdeskSchema>,
  told: readonly (DueDate & { readonly transferId: string })[],
): Promise<void> {
  const ids = told.map(({ transferId }) => transferId);
  const moments = told.map(({ at }) => at?.toISOString() ?? null);
  const revisions = told.map(({ revision }) => revision);
  await sql`
    update documents set due_at = told.at, due_revision = told.revision
    from unnest(${ids}::uuid[], ${moments}::timestamptz[], ${revisions}::integer[]) as told (transfer_id, at, revision)
    where documents.transfer_id = told.transfer_id and documents.due_revision < told.revision
  `.execute(database);
}
