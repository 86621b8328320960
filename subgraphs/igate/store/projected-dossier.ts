import { sql } from 'kysely';
import {
  column,
  derived,
  key,
  many,
  one,
  referred,
  type ProjectedType,
  type RowsOfKeys,
} from '../../../platform/projection/projected-type.ts';
import { isOverdue, type DossierStatus } from '../domain/dossier.ts';
import type { VisibleRows } from '../domain/row-scope.ts';
import { attachmentsShown } from './attachments.ts';
import { visibleDossiers } from './dossier-scope.ts';

const department: ProjectedType = {
  name: 'Department',
  fields: { id: column('id'), code: column('code'), name: column('name') },
};

const division: ProjectedType = {
  name: 'Division',
  fields: {
    id: column('id'),
    name: column('name'),
    department: referred(department, { by: 'department_id', table: 'departments', key: 'id' }),
  },
};

const officer: ProjectedType = {
  name: 'Officer',
  fields: {
    account: column('account'),
    fullName: column('full_name'),
    position: column('position'),
    division: referred(division, { by: 'division_id', table: 'divisions', key: 'id' }),
    roles: column('roles'),
    linkedSsoAccount: column('linked_sso_account'),
  },
};

const procedure: ProjectedType = {
  name: 'Procedure',
  fields: {
    id: column('id'),
    code: column('code'),
    name: column('name'),
    field: column('field'),
    processingDays: column('processing_days'),
  },
};

const step: ProjectedType = {
  name: 'ProcessingStep',
  fields: {
    id: column('id'),
    kind: column('kind'),
    officer: referred(officer, { by: 'officer_id', table: 'officers', key: 'id' }),
    startedAt: column('started_at'),
    completedAt: column('completed_at'),
    note: column('note'),
  },
};

const hold: ProjectedType = {
  name: 'DossierHold',
  fields: {
    id: column('id'),
    kind: column('kind'),
    reason: column('reason'),
    startedAt: column('started_at'),
    startedBy: referred(officer, { by: 'started_by', table: 'officers', key: 'id' }),
    endedAt: column('ended_at'),
    endedBy: referred(officer, { by: 'ended_by', table: 'officers', key: 'id' }),
    note: column('note'),
  },
};

const attachment: ProjectedType = {
  name: 'Attachment',
  fields: {
    id: column('id'),
    kind: column('kind'),
    name: column('name'),
    mediaType: column('media_type'),
    size: column('size'),
    sha256: column('sha256'),
    uploadedBy: referred(officer, { by: 'uploaded_by', table: 'officers', key: 'id' }),
    uploadedAt: column('uploaded_at'),
    step: referred(step, { by: 'step_id', table: 'processing_steps', key: 'id' }),
    recalledAt: column('recalled_at'),
    recallReason: column('recall_reason'),
  },
};

const ofDossier = { key: 'dossier_code', type: 'text' } as const;

const steps: RowsOfKeys<unknown> = {
  ...ofDossier,
  from: sql`processing_steps`,
  table: 'processing_steps',
  by: sql`processing_steps.position`,
};

const currentStep = {
  join: (row: string, parent: string) => sql`left join lateral (
    select * from processing_steps where dossier_code = ${sql.ref(`${parent}.code`)} order by position desc limit 1
  ) as ${sql.ref(row)} on true`,
  key: 'id',
};

const holds: RowsOfKeys<unknown> = {
  ...ofDossier,
  from: sql`dossier_holds`,
  table: 'dossier_holds',
  by: sql`dossier_holds.started_at`,
};

const attachments: RowsOfKeys<readonly VisibleRows[]> = {
  ...ofDossier,
  from: sql`attachments join dossiers on dossiers.code = attachments.dossier_code`,
  table: 'attachments',
  where: attachmentsShown,
  by: sql`attachments.uploaded_at, attachments.id`,
};

interface DueRow {
  readonly status: DossierStatus;
  readonly dueAt: Date | null;
  readonly heldSince: Date | null;
}

/** What of a dossier is a column or a row of a table. */
export const projectedDossier: ProjectedType<readonly VisibleRows[]> = {
  name: 'Dossier',
  fields: {
    code: key,
    procedureName: column('procedure_name'),
    procedure: referred(procedure, { by: 'procedure_id', table: 'procedures', key: 'id' }),
    status: column('status'),
    steps: many(step, steps),
    currentStep: one(step, currentStep),
    assignee: referred(officer, { by: 'assignee_id', table: 'officers', key: 'id' }),
    division: referred(division, { by: 'division_id', table: 'divisions', key: 'id' }),
    receivedAt: column('received_at'),
    dueAt: column('due_at'),
    holds: many(hold, holds),
    completedAt: column('completed_at'),
    returnedAt: column('returned_at'),
    isOverdue: derived<DueRow>({ status: 'status', dueAt: 'due_at', heldSince: 'held_since' }, (row, { now }) =>
      isOverdue(row, now),
    ),
    attachments: many(attachment, attachments),
    resultFiles: many(attachment, attachments, { only: { column: 'kind', is: 'RESULT' } }),
    ideskState: column('idesk_state'),
  },
};

/** Those of the dossiers that the officer sees. */
export const dossiersByCode: RowsOfKeys<readonly VisibleRows[]> = {
  from: sql`dossiers`,
  table: 'dossiers',
  key: 'code',
  type: 'text',
  where: visibleDossiers,
};
