import { RequestError, type Bilingual, type ErrorCode } from '../../../platform/errors.ts';
import type { AttachmentKind } from './attachment.ts';
import type { Dossier, DossierStatus } from './dossier.ts';
import { isOnHold } from './hold.ts';
import type { Officer } from './officer.ts';
import { grants, type DossierAction, type Grant } from './permissions.ts';
import { closed, forbidden, notOnHold, stopped, wrongStep } from './refusals.ts';
import { extendsTo } from './row-scope.ts';
import type { StepKind } from './steps.ts';

/** Whether an action is open to an officer now; when not, why, as the error that trying it would meet. */
export type Judgement =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly code: ErrorCode; readonly reason: Bilingual };

type JudgedDossier = Pick<Dossier, 'departmentId' | 'divisionId' | 'assigneeId' | 'step' | 'status'>;

/** Statuses in which a dossier's processing rests; only missing components may still come in for one of them. */
const restingStatuses: readonly DossierStatus[] = ['SUPPLEMENT_REQUESTED', 'SUSPENDED', 'WITHDRAWN', 'REJECTED'];

/**
 * Judges an action on a dossier that the officer sees: first the role and the row (`FORBIDDEN`), then the step
 * (`WRONG_STEP`). A retry is judged by its transfer instead, see `retry.ts`.
 *
 * @param attachments for ADD_ATTACHMENTS, the kind that is to be added; any kind where left out.
 */
export function judge(
  officer: Officer,
  action: DossierAction,
  dossier: JudgedDossier,
  attachments?: AttachmentKind,
): Judgement {
  const candidates = candidateGrants(action, dossier, attachments);
  const own = candidates.filter(
    (grant) => officer.roles.includes(grant.role) && extendsTo(officer, grant.rows, dossier),
  );
  if (own.length === 0) return { allowed: false, code: 'FORBIDDEN', reason: forbidden[action] };
  if (action === 'RESUME' && !isOnHold(dossier)) return { allowed: false, code: 'WRONG_STEP', reason: notOnHold };
  const supplement = action === 'ADD_ATTACHMENTS' && dossier.status === 'SUPPLEMENT_REQUESTED';
  if (action !== 'RESUME' && restingStatuses.includes(dossier.status) && !supplement) {
    return { allowed: false, code: 'WRONG_STEP', reason: stopped };
  }
  if (!own.some((grant) => grant.steps.includes(dossier.step))) {
    return { allowed: false, code: 'WRONG_STEP', reason: wrongStep(action, dossier.step) };
  }
  return { allowed: true };
}

/**
 * To complete a step is its holder's right: who may complete another one may still not complete this one. So is to end a
 * hold: who may end one of the other kind may not end this one.
 */
function candidateGrants(action: DossierAction, dossier: JudgedDossier, kind?: AttachmentKind): readonly Grant[] {
  const all = grants.filter((grant) => grant.action === action && (kind === undefined || grant.attachments === kind));
  if (action === 'RESUME' && isOnHold(dossier)) return all.filter((grant) => grant.hold === dossier.status);
  if (action !== 'COMPLETE_STEP') return all;
  const here = all.filter((grant) => grant.steps.includes(dossier.step));
  return here.length > 0 ? here : all;
}

/** @throws RequestError with the judgement's code and reason where the action is not open. */
export function demand(judgement: Judgement): void {
  if (!judgement.allowed) throw new RequestError(judgement.code, judgement.reason);
}

/** The steps in which results come in, whoever brings them. */
const resultSteps: readonly StepKind[] = ['PROCESSING', 'RESULT_INTAKE', 'AWAITING_RETURN'];

/** @throws RequestError `WRONG_STEP` where the dossier takes no results that iDesk pushes. */
export function demandPushable(dossier: Pick<Dossier, 'step' | 'status'>): void {
  if (restingStatuses.includes(dossier.status)) throw new RequestError('WRONG_STEP', stopped);
  if (!resultSteps.includes(dossier.step)) {
    throw new RequestError('WRONG_STEP', wrongStep('ATTACH_RESULTS', dossier.step));
  }
}

/** Statuses that end a dossier: nothing that was sent for it before is of use any more. */
const closedStatuses: readonly DossierStatus[] = ['WITHDRAWN', 'REJECTED', 'RETURNED'];

/** Whether what is still on its way for a dossier comes too late. */
export function hasEnded({ status }: Pick<Dossier, 'status'>): boolean {
  return closedStatuses.includes(status);
}

/** @throws RequestError `WRONG_STEP` where the dossier has ended while results were on their way. */
export function demandUnderWay(dossier: Pick<Dossier, 'status'> | null): void {
  if (!dossier || hasEnded(dossier)) throw new RequestError('WRONG_STEP', closed);
}
