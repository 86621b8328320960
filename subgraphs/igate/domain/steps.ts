export const stepKinds = [
  'RECEPTION',
  'ASSIGNMENT',
  'PROCESSING',
  'RESULT_INTAKE',
  'AWAITING_RETURN',
  'RETURNED',
] as const;

/** Bước xử lý, in the order in which a dossier goes through them. */
export type StepKind = (typeof stepKinds)[number];

export interface ProcessingStep {
  readonly id: string;
  readonly dossierCode: string;
  readonly kind: StepKind;
  readonly officerId: string | null;
  readonly startedAt: Date;
  readonly completedAt: Date | null;
  readonly note: string | null;
}
