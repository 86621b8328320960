import { sql, type Kysely } from 'kysely';
import type { IgateSchema } from './schema.ts';

/** When a dossier is due that iDesk has a draft of, and since when it is on hold. */
export interface DueDateNews {
  readonly transferId: string;
  readonly dueAt: Date | null;
  readonly heldSince: Date | null;
  readonly dueRevision: number;
}

/** Due dates that iDesk has yet to be told, at most so many. */
export async function dueDatesToTell(db: Kysely<IgateSchema>, most: number): Promise<DueDateNews[]> {
  return db
    .selectFrom('transfers')
    .innerJoin('dossiers', 'dossiers.code', 'transfers.dossier_code')
    .select([
      'transfers.id as transferId',
      'dossiers.due_at as dueAt',
      'dossiers.held_since as heldSince',
      'dossiers.due_revision as dueRevision',
    ])
    .where('transfers.due_revision_to_tell', 'is not', null)
    .where('transfers.state', '=', 'DELIVERED')
    .limit(most)
    .execute();
}

/** Notes what iDesk has been told; a date that has changed meanwhile is still to be told. */
export async function noteDueDatesTold(db: Kysely<IgateSchema>, told: readonly DueDateNews[]): Promise<void> {
  const ids = told.map(({ transferId }) => transferId);
  const revisions = told.map(({ dueRevision }) => dueRevision);
  await sql`
    update transfers set due_revision_to_tell = null
    from unnest(${ids}::uuid[], ${revisions}::integer[]) as told (id, revision)
    where transfers.id = told.id and transfers.due_revision_to_tell <= told.revision
  `.execute(db);
}
