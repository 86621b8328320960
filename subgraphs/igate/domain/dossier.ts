import type { IdeskState } from './idesk-state.ts';
import type { StepKind } from './steps.ts';

export type DossierStatus =
  | 'RECEIVED'
  | 'PROCESSING'
  | 'SUPPLEMENT_REQUESTED'
  | 'SUSPENDED'
  | 'WITHDRAWN'
  | 'REJECTED'
  | 'COMPLETED'
  | 'RETURNED';

/** The statuses in which somebody is still working towards `dueAt`. */
export const openStatuses = ['RECEIVED', 'PROCESSING', 'SUPPLEMENT_REQUESTED'] as const satisfies DossierStatus[];

/** Người nộp hồ sơ. */
export interface Applicant {
  readonly fullName: string;
  readonly nationalId: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
}

export interface Dossier {
  readonly code: string;
  readonly departmentId: string;
  /** Null until a division head assigns it, and so takes it for the own division. */
  readonly divisionId: string | null;
  readonly procedureId: string;
  readonly procedureName: string;
  readonly applicant: Applicant;
  readonly status: DossierStatus;
  readonly step: StepKind;
  readonly assigneeId: string | null;
  readonly receivedAt: Date;
  readonly dueAt: Date | null;
  readonly completedAt: Date | null;
  readonly returnedAt: Date | null;
  readonly changedAt: Date;
  readonly ideskState: IdeskState;
  /** The most recent send: what iDesk tells about an earlier one no longer moves `ideskState`. */
  readonly ideskTransferId: string | null;
}

/** Quá hạn: still being worked on after the moment its result was promised for. */
export function isOverdue(dossier: Pick<Dossier, 'status' | 'dueAt'>, now: Date): boolean {
  const open: readonly DossierStatus[] = openStatuses;
  return dossier.dueAt !== null && dossier.dueAt < now && open.includes(dossier.status);
}

export interface Procedure {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly processingDays: number;
  readonly departmentId: string;
}
