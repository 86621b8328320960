import { RequestError, type Bilingual, type ErrorCode } from '../../../platform/errors.ts';
import type { AttachmentKind } from './attachment.ts';
import type { Dossier, DossierStatus } from './dossier.ts';
import { isOnHold } from './hold.ts';
import type { Officer } from './officer.ts';
import { rules, type DossierAction, type Rule, type StatusCondition } from './permissions.ts';
import { closed, forbidden, noLinkedSsoAccount, notOnHold, stopped, wrongStep } from './refusals.ts';
import { rightsTo } from './rights.ts';
import { extendsTo } from './row-scope.ts';
import type { StepKind } from './steps.ts';

/** Whether an action is open to an officer now; when not, why, as the error that trying it would meet. */
export type Judgement = { readonly allowed: true } | Refusal;

interface Refusal {
  readonly allowed: false;
  readonly code: ErrorCode;
  readonly reason: Bilingual;
}

type JudgedDossier = Pick<Dossier, 'departmentId' | 'divisionId' | 'assigneeId' | 'step' | 'status'>;

/** Statuses in which a dossier's processing rests. */
const restingStatuses: readonly DossierStatus[] = ['SUPPLEMENT_REQUESTED', 'SUSPENDED', 'WITHDRAWN', 'REJECTED'];

/** The conditions on a dossier's status that rules name. */
const inStatus: Readonly<Record<StatusCondition, (status: DossierStatus) => boolean>> = {
  UNDER_WAY: (status) => !restingStatuses.includes(status),
  UNDER_WAY_OR_AWAITING_SUPPLEMENT: (status) => status === 'SUPPLEMENT_REQUESTED' || !restingStatuses.includes(status),
};

/**
 * Judges an action on a dossier that the officer sees, by the table: first the role and the row (`FORBIDDEN`), then status
 * and step (`WRONG_STEP`), last the officer's account. A retry is judged by its transfer instead, see `retry.ts`.
 *
 * @param attachments for ADD_ATTACHMENTS, the kind that is to be added; any kind where left out.
 */
export function judge(
  officer: Officer,
  action: Exclude<DossierAction, 'RETRY_TRANSFER'>,
  dossier: JudgedDossier,
  attachments?: AttachmentKind,
): Judgement {
  const { status, step } = dossier;
  // To complete a step is its holder's right: who may complete another one may still not complete this one. So is to end
  // a hold: who may end one of the other kind may not end this one.
  const someoneHolds = action === 'COMPLETE_STEP' && rules.some((rule) => rule.action === action && isIn(step, rule));
  const stages: readonly [passes: (rule: Rule) => boolean, otherwise: Refusal][] = [
    [
      (rule) =>
        (attachments === undefined || rule.attachments === attachments) &&
        (!someoneHolds || isIn(step, rule)) &&
        (rule.hold === undefined || rule.hold === status || !isOnHold(dossier)) &&
        extendsTo(officer, rule.rows, dossier),
      refusal('FORBIDDEN', forbidden[action]),
    ],
    [(rule) => rule.hold === undefined || rule.hold === status, refusal('WRONG_STEP', notOnHold)],
    [(rule) => rule.status === undefined || inStatus[rule.status](status), refusal('WRONG_STEP', stopped)],
    [(rule) => isIn(step, rule), refusal('WRONG_STEP', wrongStep(action, step))],
    [
      (rule) => rule.linked !== true || officer.linkedSsoAccount !== null,
      refusal('SSO_ACCOUNT_NOT_LINKED', noLinkedSsoAccount),
    ],
  ];
  let left = rightsTo(officer, action);
  for (const [passes, otherwise] of stages) {
    left = left.filter(passes);
    if (left.length === 0) return otherwise;
  }
  return { allowed: true };
}

function isIn(step: StepKind, rule: Rule): boolean {
  return rule.steps === undefined || rule.steps.includes(step);
}

function refusal(code: ErrorCode, reason: Bilingual): Refusal {
  return { allowed: false, code, reason };
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
