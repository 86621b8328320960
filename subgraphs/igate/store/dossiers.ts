import { sql, type Kysely, type Transaction, type Updateable } from 'kysely';
import { readByKeys } from '../../../platform/database/read-by-keys.ts';
import type { Dossier } from '../domain/dossier.ts';
import type { VisibleRows } from '../domain/row-scope.ts';
import { anyOf } from './any-of.ts';
import { dossierColumns, toDossier } from './dossier-columns.ts';
import { visibleDossiers } from './dossier-scope.ts';
import type { IgateSchema } from './schema.ts';

const visibleByCodes = readByKeys((db: Kysely<IgateSchema>, codes, rows: readonly VisibleRows[]) =>
  db
    .selectFrom('dossiers')
    .select(dossierColumns)
    .where('dossiers.code', '=', anyOf(codes))
    .where(visibleDossiers(rows)),
);

/** The visible ones among these codes, in any order. */
export async function dossiersByCodes(
  db: Kysely<IgateSchema>,
  codes: readonly string[],
  rows: readonly VisibleRows[],
): Promise<Dossier[]> {
  return (await visibleByCodes(db, codes, rows)).map(toDossier);
}

/** For what iGate does on its own behalf, where there is no officer whose sight would limit it. */
export async function dossierByCode(db: Kysely<IgateSchema>, code: string): Promise<Dossier | null> {
  const row = await db
    .selectFrom('dossiers')
    .select(dossierColumns)
    .where('dossiers.code', '=', code)
    .executeTakeFirst();
  return row ? toDossier(row) : null;
}

/** The dossier, held against everybody else's changes until the transaction ends; null where it is not visible. */
export async function lockVisibleDossier(
  trx: Transaction<IgateSchema>,
  rows: readonly VisibleRows[],
  code: string,
): Promise<Dossier | null> {
  const row = await trx
    .selectFrom('dossiers')
    .select(dossierColumns)
    .where('dossiers.code', '=', code)
    .where(visibleDossiers(rows))
    .forUpdate()
    .executeTakeFirst();
  return row ? toDossier(row) : null;
}

/** `dossierByCode` with that lock. */
export async function lockDossier(trx: Transaction<IgateSchema>, code: string): Promise<Dossier | null> {
  const row = await trx
    .selectFrom('dossiers')
    .select(dossierColumns)
    .where('dossiers.code', '=', code)
    .forUpdate()
    .executeTakeFirst();
  return row ? toDossier(row) : null;
}

export async function insertDossier(trx: Transaction<IgateSchema>, dossier: Dossier): Promise<void> {
  await trx
    .insertInto('dossiers')
    .values({
      code: dossier.code,
      department_id: dossier.departmentId,
      division_id: dossier.divisionId,
      procedure_id: dossier.procedureId,
      procedure_name: dossier.procedureName,
      applicant_full_name: dossier.applicant.fullName,
      applicant_national_id: dossier.applicant.nationalId,
      applicant_phone: dossier.applicant.phone,
      applicant_email: dossier.applicant.email,
      applicant_address: dossier.applicant.address,
      status: dossier.status,
      step: dossier.step,
      assignee_id: dossier.assigneeId,
      received_at: dossier.receivedAt,
      processing_days: dossier.processingDays,
      due_at: dossier.dueAt,
      held_since: dossier.heldSince,
      completed_at: dossier.completedAt,
      returned_at: dossier.returnedAt,
      changed_at: dossier.changedAt,
    })
    .execute();
}

type DossierChange = Pick<
  Updateable<IgateSchema['dossiers']>,
  | 'status'
  | 'step'
  | 'division_id'
  | 'assignee_id'
  | 'due_at'
  | 'held_since'
  | 'completed_at'
  | 'returned_at'
  | 'idesk_state'
  | 'idesk_transfer_id'
  | 'has_results'
  | 'sent_at'
  | 'desk_state'
  | 'signed_at'
  | 'issued_at'
  | 'attached_at'
>;

/** Changes a dossier, and the moment it was last changed. */
export async function changeDossier(
  trx: Transaction<IgateSchema>,
  code: string,
  at: Date,
  change: DossierChange,
): Promise<void> {
  await trx
    .updateTable('dossiers')
    .set({ ...change, changed_at: at })
    .where('code', '=', code)
    .execute();
}

/** Notes when results came back, where none had since the dossier was sent. */
export async function noteFirstResults(trx: Transaction<IgateSchema>, code: string, at: Date): Promise<void> {
  await trx
    .updateTable('dossiers')
    .set({ attached_at: at })
    .where('code', '=', code)
    .where('sent_at', 'is not', null)
    .where('attached_at', 'is', null)
    .execute();
}

/**
 * Takes the department's next number of the day ('YYYY-MM-DD'), from 1. Others who want one wait until this transaction
 * ends, and get the same number if it is rolled back: so there are no gaps.
 */
export async function nextReceptionNumber(
  trx: Transaction<IgateSchema>,
  departmentId: string,
  day: string,
): Promise<number> {
  const { last_number } = await trx
    .insertInto('reception_counters')
    .values({ department_id: departmentId, day, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['department_id', 'day'])
        .doUpdateSet({ last_number: sql<number>`reception_counters.last_number + 1` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow();
  return last_number;
}
