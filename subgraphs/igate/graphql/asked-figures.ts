import type { GraphQLResolveInfo } from 'graphql';
import { selectedFields } from '../../../platform/serving/selected-fields.ts';
import { allFigures, type DossierFigure } from '../domain/report.ts';
import type { DossierFigures } from './resolver-types.generated.ts';

/** What each field of the report is made of. */
const figuresOf: Readonly<Record<Exclude<keyof DossierFigures, '__typename'>, readonly DossierFigure[]>> = {
  received: ['RECEIVED'],
  carriedOver: ['CARRIED_OVER'],
  ended: ['ENDED'],
  completed: ['COMPLETED'],
  completedEarly: ['COMPLETED_EARLY'],
  completedOnTime: ['COMPLETED_ON_TIME'],
  completedLate: ['COMPLETED_LATE'],
  onTimeRate: ['COMPLETED', 'COMPLETED_LATE'],
  returned: ['RETURNED'],
  sentToIdesk: ['SENT_TO_IDESK'],
  issued: ['ISSUED'],
  attached: ['ATTACHED'],
  sendToIssue: ['SEND_TO_ISSUE'],
  signToIssue: ['SIGN_TO_ISSUE'],
  issueToAttach: ['ISSUE_TO_ATTACH'],
  open: ['OPEN'],
  overdue: ['OVERDUE'],
  dueSoon: ['DUE_SOON'],
  waitingForSupplement: ['WAITING_FOR_SUPPLEMENT'],
  suspended: ['SUSPENDED'],
  drafting: ['DRAFTING'],
  awaitingApproval: ['AWAITING_APPROVAL'],
  awaitingSignature: ['AWAITING_SIGNATURE'],
  awaitingIssue: ['AWAITING_ISSUE'],
  issuedNotAttached: ['ISSUED_NOT_ATTACHED'],
  attachedNotReturned: ['ATTACHED_NOT_RETURNED'],
  stuckTransfers: ['TRANSFER_STUCK'],
  failedTransfers: ['TRANSFER_FAILED'],
};

/** What an operation asks of `dossierReport`: nothing else is counted. */
export function askedFigures(info: GraphQLResolveInfo) {
  const fields = new Set([...selectedFields(info, ['total']), ...selectedFields(info, ['groups', 'figures'])]);
  const figures = new Set(Object.entries(figuresOf).flatMap(([field, made]) => (fields.has(field) ? made : [])));
  const groups = selectedFields(info, []).has('groups');
  // Groups are those that have something to count: of which figure, is not said here.
  return { figures: groups && figures.size === 0 ? new Set(allFigures) : figures, groups };
}
