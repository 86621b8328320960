import type { DocumentFigure } from '../domain/report.ts';
import type { DocumentFigures } from './resolver-types.generated.ts';

/** What each field of the report is made of. */
export const figuresOf: Readonly<Record<Exclude<keyof DocumentFigures, '__typename'>, readonly DocumentFigure[]>> = {
  created: ['CREATED'],
  fromIgate: ['FROM_IGATE'],
  reworked: ['REWORKED'],
  reworkRate: ['CREATED', 'REWORKED'],
  issued: ['ISSUED'],
  recalled: ['RECALLED'],
  createToIssue: ['CREATE_TO_ISSUE'],
  signToIssue: ['SIGN_TO_ISSUE'],
  underWay: ['UNDER_WAY'],
  drafting: ['DRAFTING'],
  awaitingApproval: ['AWAITING_APPROVAL'],
  awaitingSignature: ['AWAITING_SIGNATURE'],
  awaitingIssue: ['AWAITING_ISSUE'],
  stuckPushes: ['PUSH_STUCK'],
  failedPushes: ['PUSH_FAILED'],
};
