import type { DossierFigure } from '../domain/report.ts';
import type { DossierFigures } from './resolver-types.generated.ts';

/** What each field of the report is made of. */
export const figuresOf: Readonly<Record<Exclude<keyof DossierFigures, '__typename'>, readonly DossierFigure[]>> = {
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
