import { emptyTally, type Tallies, type Tally } from '../../../platform/reports/count-figures.ts';
import { demandBuckets, demandPeriod, isGrain, type Bucket, type Period } from '../../../platform/reports/periods.ts';
import type { DeskUser } from '../domain/desk-user.ts';
import { demandIds } from '../domain/ids.ts';
import { reportRows } from '../domain/report-rows.ts';
import type { DocumentDimensions, DocumentFigure, DocumentGrouping } from '../domain/report.ts';
import { countDocumentFigures } from '../store/document-report.ts';
import type { Desk } from './desk.ts';

export interface DocumentReportInput {
  readonly period: Period;
  readonly groupBy: DocumentGrouping | null;
  readonly filter: DocumentDimensions;
}

/** What is to be counted of it. */
export interface AskedFigures {
  readonly figures: ReadonlySet<DocumentFigure>;
  /** Or their total alone. */
  readonly groups: boolean;
}

/** The figures of one group. */
export interface ReportedGroup {
  /** Of the department or division, the SSO account, the kind, the state, or the first day. */
  readonly key: string | null;
  /** For groups in time: their days. */
  readonly period: Period | null;
  readonly tally: Tally<DocumentFigure>;
}

export interface ReportedDocuments {
  /** What was asked for, so that it can be exported. */
  readonly input: DocumentReportInput;
  readonly period: Period;
  readonly computedAt: Date;
  readonly groupBy: DocumentGrouping | null;
  readonly total: Tally<DocumentFigure>;
  readonly groups: readonly ReportedGroup[];
}

/**
 * Báo cáo văn bản: the figures of the documents that the officer's reports count.
 *
 * @throws RequestError `FORBIDDEN` for one who sees neither documents nor figures; `BAD_USER_INPUT` for a period that ends
 *   before it begins, is longer than ten years or has more than 400 groups, and for an id that is none.
 */
export async function reportDocuments(
  { database, now }: Pick<Desk, 'database' | 'now'>,
  viewer: DeskUser,
  input: DocumentReportInput,
  asked: AskedFigures,
): Promise<ReportedDocuments> {
  const { period, filter } = input;
  const groupBy = asked.groups ? input.groupBy : null;
  const rows = reportRows(viewer);
  demandIds(filter.department, filter.division);
  demandPeriod(period);
  const buckets = input.groupBy !== null && isGrain(input.groupBy) ? demandBuckets(period, input.groupBy) : null;
  const computedAt = now();
  const facts = { ...period, now: computedAt };
  const tallies = await countDocumentFigures(database, { rows, filter, figures: asked.figures, groupBy, facts });
  const groups = buckets ? inTime(tallies, buckets) : inColumns(tallies);
  return { input, period, computedAt, groupBy, total: tallies.total, groups };
}

function inColumns({ groups }: Tallies<DocumentFigure>): readonly ReportedGroup[] {
  return [...groups].map(([key, tally]) => ({ key, period: null, tally }));
}

/** Every day, week or month, those without any document too. */
function inTime({ groups }: Tallies<DocumentFigure>, buckets: readonly Bucket[]): readonly ReportedGroup[] {
  return buckets.map(({ key, from, to }) => {
    return { key: from, period: { from, to }, tally: groups.get(key) ?? emptyTally<DocumentFigure>() };
  });
}
