import { askedFigures } from '../../../../platform/serving/asked-figures.ts';
import { summaryOf } from '../../../../platform/reports/durations.ts';
import { isGrain } from '../../../../platform/reports/periods.ts';
import { demandRows } from '../../actions/export-table.ts';
import { groupLabels, type LabelledGroup } from '../../actions/group-labels.ts';
import { listFilter } from '../../actions/list-filter.ts';
import { reportDossiers, type ReportedGroup } from '../../actions/report-dossiers.ts';
import { allFigures, type DossierFigure, type DossierGrouping } from '../../domain/report.ts';
import { figuresOf } from '../report-fields.ts';
import type {
  DossierReportGroupResolvers,
  DossierReportResolvers,
  QueryResolvers,
} from '../resolver-types.generated.ts';

export const dossierReport: NonNullable<QueryResolvers['dossierReport']> = async (_parent, input, context, info) => {
  const { period, groupBy, filter, dueWithinDays } = input;
  const wanted = { period, dueWithinDays, groupBy: groupBy ?? null, filter: filter ?? {} };
  return reportDossiers(context.services, await context.officer(), wanted, askedFigures(info, figuresOf, allFigures));
};

export const DossierReport: DossierReportResolvers = {
  total: ({ total }) => shownFigures(total, true),
  groups: async ({ groupBy, groups }, _arguments, { services, language }) => {
    if (groupBy === null) return [];
    const labelled = await groupLabels(services.db, groupBy, groups, language);
    return labelled.map((group) => ({ ...group, grouping: groupBy }));
  },
  export: async ({ input, period }, _arguments, { exports, language, officer }) => {
    const { account } = await officer();
    return exports.of({ account, content: { of: 'dossierReport', input, language } }, `dossier-report-${period.to}`);
  },
};

export const dossierExport: NonNullable<QueryResolvers['dossierExport']> = async (_parent, input, context) => {
  const { exports, language, officer, services } = context;
  const caller = await officer();
  demandRows(caller);
  const filter = input.filter ?? {};
  await listFilter(services, filter);
  return exports.of({ account: caller.account, content: { of: 'dossiers', filter, language } }, 'dossiers');
};

export const DossierReportGroup: DossierReportGroupResolvers = {
  officer: ({ key, grouping }, _arguments, { loaders }) =>
    grouping === 'OFFICER' && key !== null ? loaders.officer.load(key) : null,
  figures: ({ tally, grouping }) => shownFigures(tally, !isGrain(grouping)),
};

/** A group as the graph shows it. */
export interface ShownGroup extends LabelledGroup {
  readonly grouping: DossierGrouping;
}

/** @param present whether figures of the present belong here: not where groups are days. */
function shownFigures({ counts, histograms }: ReportedGroup['tally'], present: boolean) {
  const count = (figure: DossierFigure): number => counts.get(figure) ?? 0;
  const now = (figure: DossierFigure): number | null => (present ? count(figure) : null);
  const days = (figure: DossierFigure) => summaryOf(histograms.get(figure) ?? new Map());
  const completed = count('COMPLETED');
  return {
    received: count('RECEIVED'),
    carriedOver: count('CARRIED_OVER'),
    ended: count('ENDED'),
    completed,
    completedEarly: count('COMPLETED_EARLY'),
    completedOnTime: count('COMPLETED_ON_TIME'),
    completedLate: count('COMPLETED_LATE'),
    onTimeRate: completed === 0 ? null : (completed - count('COMPLETED_LATE')) / completed,
    returned: count('RETURNED'),
    sentToIdesk: count('SENT_TO_IDESK'),
    issued: count('ISSUED'),
    attached: count('ATTACHED'),
    sendToIssue: days('SEND_TO_ISSUE'),
    signToIssue: days('SIGN_TO_ISSUE'),
    issueToAttach: days('ISSUE_TO_ATTACH'),
    open: now('OPEN'),
    overdue: now('OVERDUE'),
    dueSoon: now('DUE_SOON'),
    waitingForSupplement: now('WAITING_FOR_SUPPLEMENT'),
    suspended: now('SUSPENDED'),
    drafting: now('DRAFTING'),
    awaitingApproval: now('AWAITING_APPROVAL'),
    awaitingSignature: now('AWAITING_SIGNATURE'),
    awaitingIssue: now('AWAITING_ISSUE'),
    issuedNotAttached: now('ISSUED_NOT_ATTACHED'),
    attachedNotReturned: now('ATTACHED_NOT_RETURNED'),
    stuckTransfers: now('TRANSFER_STUCK'),
    failedTransfers: now('TRANSFER_FAILED'),
  };
}
