import { sql, type Kysely } from 'kysely';
import { inBatches } from '../../../platform/database/in-batches.ts';
import type { DossierStatus } from '../domain/dossier.ts';
import type { IdeskState } from '../domain/idesk-state.ts';
import type { VisibleRows } from '../domain/row-scope.ts';
import type { StepKind } from '../domain/steps.ts';
import { dossierCondition, type DossierFilter } from './dossier-list.ts';
import type { IgateSchema } from './schema.ts';

/** What an export tells of a dossier: nothing of its applicant. */
export interface ExportedDossier {
  readonly code: string;
  readonly procedureName: string;
  readonly field: string;
  readonly department: string;
  readonly division: string | null;
  readonly assignee: string | null;
  readonly status: DossierStatus;
  readonly step: StepKind;
  readonly ideskState: IdeskState;
  readonly receivedAt: Date;
  readonly dueAt: Date | null;
  readonly heldSince: Date | null;
  readonly sentAt: Date | null;
  readonly issuedAt: Date | null;
  readonly attachedAt: Date | null;
  readonly completedAt: Date | null;
  readonly returnedAt: Date | null;
}

/** The visible dossiers that pass the filter, by code, some at a time and from one snapshot. */
export function exportedDossiers(
  db: Kysely<IgateSchema>,
  rows: readonly VisibleRows[],
  filter: DossierFilter,
  now: Date,
): AsyncGenerator<readonly ExportedDossier[]> {
  return inBatches(
    db,
    sql<ExportedDossier>`
      select dossiers.code, procedure_name as "procedureName", procedures.field, departments.name as department,
        divisions.name as division, officers.full_name as assignee, status, step, idesk_state as "ideskState",
        received_at as "receivedAt", due_at as "dueAt", held_since as "heldSince", sent_at as "sentAt",
        issued_at as "issuedAt", attached_at as "attachedAt", completed_at as "completedAt", returned_at as "returnedAt"
      from dossiers
      join procedures on procedures.id = dossiers.procedure_id
      join departments on departments.id = dossiers.department_id
      left join divisions on divisions.id = dossiers.division_id
      left join officers on officers.id = dossiers.assignee_id
      where ${dossierCondition(rows, filter, now)}
      order by dossiers.code
    `,
  );
}
