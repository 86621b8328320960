import { RequestError } from '../../../platform/errors.ts';
import type { DossierStatus } from './dossier.ts';
import { wrongStep } from './refusals.ts';
import type { StepKind } from './steps.ts';

/** What completing a step makes of the dossier. */
export interface StepCompletion {
  readonly next: StepKind;
  /** Null: as it was. */
  readonly status: DossierStatus | null;
  /** Which moment of the dossier this is, if any. */
  readonly marks: 'completedAt' | 'returnedAt' | null;
}

const completions: Readonly<Partial<Record<StepKind, StepCompletion>>> = {
  RECEPTION: { next: 'ASSIGNMENT', status: null, marks: null },
  PROCESSING: { next: 'RESULT_INTAKE', status: null, marks: null },
  RESULT_INTAKE: { next: 'AWAITING_RETURN', status: 'COMPLETED', marks: 'completedAt' },
  AWAITING_RETURN: { next: 'RETURNED', status: 'RETURNED', marks: 'returnedAt' },
};

/** @throws RequestError `WRONG_STEP` for ASSIGNMENT, which ends by assigning, and RETURNED, which is the end. */
export function completionOf(step: StepKind): StepCompletion {
  const completion = completions[step];
  if (!completion) throw new RequestError('WRONG_STEP', wrongStep('COMPLETE_STEP', step));
  return completion;
}
