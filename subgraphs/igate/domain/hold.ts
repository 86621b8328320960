import type { DossierStatus } from './dossier.ts';
import type { StepKind } from './steps.ts';

/** Statuses in which a dossier is on hold: it waits for somebody outside, and the clock stands still. */
export const heldStatuses = ['SUPPLEMENT_REQUESTED', 'SUSPENDED'] as const satisfies DossierStatus[];

export type HoldKind = (typeof heldStatuses)[number];

/** One time during which a dossier was, or is, on hold. */
export interface DossierHold {
  readonly id: string;
  readonly dossierCode: string;
  readonly kind: HoldKind;
  readonly reason: string;
  readonly startedAt: Date;
  /** Null where it is not known: a hold of before holds were kept. */
  readonly startedById: string | null;
  /** Null while it lasts. */
  readonly endedAt: Date | null;
  readonly endedById: string | null;
  /** What was written when it ended. */
  readonly note: string | null;
}

export function isOnHold({ status }: { readonly status: DossierStatus }): boolean {
  const held: readonly DossierStatus[] = heldStatuses;
  return held.includes(status);
}

/** What a dossier is again once its hold has ended: holds come before the result is there. */
export function resumedStatus(step: StepKind): DossierStatus {
  return step === 'PROCESSING' ? 'PROCESSING' : 'RECEIVED';
}
