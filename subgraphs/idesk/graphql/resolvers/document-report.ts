import { askedFigures } from '../../../../platform/serving/asked-figures.ts';
import { summaryOf } from '../../../../platform/reports/durations.ts';
import { isGrain } from '../../../../platform/reports/periods.ts';
import { demandRows } from '../../actions/export-table.ts';
import { groupLabels, type LabelledGroup } from '../../actions/group-labels.ts';
import { listFilter } from '../../actions/list-filter.ts';
import { reportDocuments, type ReportedGroup } from '../../actions/report-documents.ts';
import { allFigures, type DocumentFigure, type DocumentGrouping } from '../../domain/report.ts';
import { figuresOf } from '../report-fields.ts';
import type {
  DocumentReportGroupResolvers,
  DocumentReportResolvers,
  QueryResolvers,
} from '../resolver-types.generated.ts';
import { officerNamed } from './outgoing-document.ts';

export const documentReport: NonNullable<QueryResolvers['documentReport']> = async (
  _parent,
  input,
  { desk, viewer },
  info,
) => {
  const { period, groupBy, filter } = input;
  const wanted = { period, groupBy: groupBy ?? null, filter: filter ?? {} };
  return reportDocuments(desk, await viewer(), wanted, askedFigures(info, figuresOf, allFigures));
};

/** A group as the graph shows it. */
export interface ShownGroup extends LabelledGroup {
  readonly grouping: DocumentGrouping;
}

export const DocumentReport: DocumentReportResolvers = {
  total: ({ total }) => shownFigures(total, true),
  groups: async ({ groupBy, groups }, _args, { desk, language }) => {
    if (groupBy === null) return [];
    const labelled = await groupLabels(desk.database, groupBy, groups, language);
    return labelled.map((group) => ({ ...group, grouping: groupBy }));
  },
  export: async ({ input, period }, _args, { exports, language, viewer }) => {
    const { ssoAccount: account } = await viewer();
    return exports.of({ account, content: { of: 'documentReport', input, language } }, `document-report-${period.to}`);
  },
};

export const documentExport: NonNullable<QueryResolvers['documentExport']> = async (_parent, input, context) => {
  const { desk, exports, language, viewer } = context;
  const user = await viewer();
  demandRows(user);
  const filter = input.filter ?? {};
  listFilter(filter, desk.now());
  return exports.of({ account: user.ssoAccount, content: { of: 'documents', filter, language } }, 'documents');
};

export const DocumentReportGroup: DocumentReportGroupResolvers = {
  officer: ({ key, grouping }, _args, context) =>
    grouping === 'OFFICER' && key !== null ? officerNamed(key, context) : null,
  figures: ({ tally, grouping }) => shownFigures(tally, !isGrain(grouping)),
};

/** @param present whether figures of the present belong here: not where groups are days. */
function shownFigures({ counts, histograms }: ReportedGroup['tally'], present: boolean) {
  const count = (figure: DocumentFigure): number => counts.get(figure) ?? 0;
  const now = (figure: DocumentFigure): number | null => (present ? count(figure) : null);
  const days = (figure: DocumentFigure) => summaryOf(histograms.get(figure) ?? new Map());
  const created = count('CREATED');
  return {
    created,
    fromIgate: count('FROM_IGATE'),
    reworked: count('REWORKED'),
    reworkRate: created === 0 ? null : count('REWORKED') / created,
    issued: count('ISSUED'),
    recalled: count('RECALLED'),
    createToIssue: days('CREATE_TO_ISSUE'),
    signToIssue: days('SIGN_TO_ISSUE'),
    underWay: now('UNDER_WAY'),
    drafting: now('DRAFTING'),
    awaitingApproval: now('AWAITING_APPROVAL'),
    awaitingSignature: now('AWAITING_SIGNATURE'),
    awaitingIssue: now('AWAITING_ISSUE'),
    stuckPushes: now('PUSH_STUCK'),
    failedPushes: now('PUSH_FAILED'),
  };
}
