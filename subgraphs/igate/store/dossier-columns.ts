import type { Selectable } from 'kysely';
import type { Dossier } from '../domain/dossier.ts';
import type { IgateSchema } from './schema.ts';

/** What every read of dossiers selects. */
export const dossierColumns = [
  'dossiers.code',
  'dossiers.department_id',
  'dossiers.division_id',
  'dossiers.procedure_id',
  'dossiers.procedure_name',
  'dossiers.applicant_full_name',
  'dossiers.applicant_national_id',
  'dossiers.applicant_phone',
  'dossiers.applicant_email',
  'dossiers.applicant_address',
  'dossiers.status',
  'dossiers.step',
  'dossiers.assignee_id',
  'dossiers.received_at',
  'dossiers.processing_days',
  'dossiers.due_at',
  'dossiers.held_since',
  'dossiers.due_revision',
  'dossiers.completed_at',
  'dossiers.returned_at',
  'dossiers.changed_at',
  'dossiers.idesk_state',
  'dossiers.idesk_transfer_id',
] as const;

type ColumnName<Column> = Column extends `dossiers.${infer Name}` ? Name : never;
type DossierRow = Pick<
  Selectable<IgateSchema['dossiers']>,
  Extract<ColumnName<(typeof dossierColumns)[number]>, keyof IgateSchema['dossiers']>
>;

export function toDossier(row: DossierRow): Dossier {
  return {
    code: row.code,
    departmentId: row.department_id,
    divisionId: row.division_id,
    procedureId: row.procedure_id,
    procedureName: row.procedure_name,
    applicant: {
      fullName: row.applicant_full_name,
      nationalId: row.applicant_national_id,
      phone: row.applicant_phone,
      email: row.applicant_email,
      address: row.applicant_address,
    },
    status: row.status,
    step: row.step,
    assigneeId: row.assignee_id,
    receivedAt: row.received_at,
    processingDays: row.processing_days,
    dueAt: row.due_at,
    heldSince: row.held_since,
    dueRevision: row.due_revision,
    completedAt: row.completed_at,
    returnedAt: row.returned_at,
    changedAt: row.changed_at,
    ideskState: row.idesk_state,
    ideskTransferId: row.idesk_transfer_id,
  };
}
