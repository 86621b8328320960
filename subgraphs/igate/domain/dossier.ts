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

/** The statuses in which the result is still to come, and `dueAt` counts. */
export const openStatuses = [
  'RECEIVED',
  'PROCESSING',
  'SUPPLEMENT_REQUESTED',
  'SUSPENDED',
] as const satisfies DossierStatus[];

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
  /** Working days, as the procedure promised them at reception; null where it promised none. */
  readonly processingDays: number | null;
  readonly dueAt: Date | null;
  /** Since when it has been on hold; null where it is not. */
  readonly heldSince: Date | null;
  /** How often `dueAt` or `heldSince` has changed: of two words about them, the one with the higher revision is newer. */
  readonly dueRevision: number;
  readonly completedAt: Date | null;
  readonly returnedAt: Date | null;
  readonly changedAt: Date;
  readonly ideskState: IdeskState;
  /** The most recent send: what iDesk tells about an earlier one no longer moves `ideskState`. */
  readonly ideskTransferId: string | null;
}

/**
 * Quá hạn: the result is still to come after the moment it was promised for. On hold the clock stands still: only a dossier
 * that was late when the hold began is late.
 */
export function isOverdue(dossier: Pick<Dossier, 'status' | 'dueAt' | 'heldSince'>, now: Date): boolean {
  return isOpen(dossier) && dossier.dueAt !== null && dossier.dueAt < (dossier.heldSince ?? now);
}

export function isOpen({ status }: Pick<Dossier, 'status'>): boolean {
  const open: readonly DossierStatus[] = openStatuses;
  return open.includes(status);
}

export interface Procedure {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly processingDays: number;
  readonly departmentId: string;
}
