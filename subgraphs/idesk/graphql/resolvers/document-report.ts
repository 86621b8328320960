import { summaryOf } from '../../../../platform/reports/durations.ts';
import { isGrain } from '../../../../platform/reports/periods.ts';
import { reportDocuments, type ReportedGroup } from '../../actions/report-documents.ts';
import type { DocumentFigure, DocumentGrouping } from '../../domain/report.ts';
import { askedFigures } from '../asked-figures.ts';
import { groupLabels } from '../group-labels.ts';
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
  return reportDocuments(desk, await viewer(), wanted, askedFigures(info));
};

/** A group as the graph shows it. */
export interface ShownGroup extends ReportedGroup {
  readonly label: string;
  readonly grouping: DocumentGrouping;
}

const collator = new Intl.Collator('vi');

export const DocumentReport: DocumentReportResolvers = {
  total: ({ total }) => shownFigures(total, true),
  groups: async ({ groupBy, groups }, _args, context) => {
    if (groupBy === null) return [];
    const labels = await groupLabels(groupBy, groups, context);
    const shown = groups.map((group) => {
      return { ...group, grouping: groupBy, label: labels.get(group.key ?? '') ?? group.key ?? '' };
    });
    return isGrain(groupBy) ? shown : shown.toSorted((one, other) => collator.compare(one.label, other.label));
  },
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
