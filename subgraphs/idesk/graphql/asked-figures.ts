import type { GraphQLResolveInfo } from 'graphql';
import { selectedFields } from '../../../platform/serving/selected-fields.ts';
import { allFigures, type DocumentFigure } from '../domain/report.ts';
import type { DocumentFigures } from './resolver-types.generated.ts';

/** What each field of the report is made of. */
const figuresOf: Readonly<Record<Exclude<keyof DocumentFigures, '__typename'>, readonly DocumentFigure[]>> = {
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

/** What an operation asks of `documentReport`: nothing else is counted. */
export function askedFigures(info: GraphQLResolveInfo) {
  const fields = new Set([...selectedFields(info, ['total']), ...selectedFields(info, ['groups', 'figures'])]);
  const figures = new Set(Object.entries(figuresOf).flatMap(([field, made]) => (fields.has(field) ? made : [])));
  const groups = selectedFields(info, []).has('groups');
  // Groups are those that have something to count: of which figure, is not said here.
  return { figures: groups && figures.size === 0 ? new Set(allFigures) : figures, groups };
}
