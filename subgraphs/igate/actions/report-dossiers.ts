import type { Tallies, Tally } from '../../../platform/reports/count-figures.ts';
import { emptyTally } from '../../../platform/reports/count-figures.ts';
import { demandBuckets, demandPeriod, isGrain, type Bucket, type Period } from '../../../platform/reports/periods.ts';
import { dueSoonUntil } from '../domain/deadline.ts';
import { badInput, demandIdentifiers } from '../domain/input.ts';
import type { Officer } from '../domain/officer.ts';
import { reportRows } from '../domain/report-rows.ts';
import type { DossierFigure, DossierGrouping, FigureFacts } from '../domain/report.ts';
import type { DossierDimensions } from '../store/dossier-conditions.ts';
import { countDossierFigures } from '../store/dossier-report.ts';
import { readCalendar } from '../store/working-calendar.ts';
import type { IgateServices } from './services.ts';

export interface DossierReportInput {
  readonly period: Period;
  readonly groupBy: DossierGrouping | null;
  readonly filter: DossierDimensions;
  readonly dueWithinDays: number;
}

/** What is to be counted of it. */
export interface AskedFigures {
  readonly figures: ReadonlySet<DossierFigure>;
  /** Or their total alone. */
  readonly groups: boolean;
}

/** The figures of one group. */
export interface ReportedGroup {
  /** Of the department, division, procedure or officer; a status; the first day. Null for what belongs to none. */
  readonly key: string | null;
  /** For groups in time: their days. */
  readonly period: Period | null;
  readonly tally: Tally<DossierFigure>;
}

export interface ReportedDossiers {
  /** What was asked for, so that it can be exported. */
  readonly input: DossierReportInput;
  readonly period: Period;
  readonly computedAt: Date;
  readonly groupBy: DossierGrouping | null;
  readonly total: Tally<DossierFigure>;
  readonly groups: readonly ReportedGroup[];
}

/**
 * Báo cáo hồ sơ: the figures of the dossiers that the officer's reports count.
 *
 * @throws RequestError `FORBIDDEN` for one who sees neither dossiers nor figures; `BAD_USER_INPUT` for a period that ends
 *   before it begins, is longer than ten years or has more than 400 groups.
 */
export async function reportDossiers(
  { db, now }: Pick<IgateServices, 'db' | 'now'>,
  officer: Officer,
  input: DossierReportInput,
  asked: AskedFigures,
): Promise<ReportedDossiers> {
  const { period, filter } = input;
  const groupBy = asked.groups ? input.groupBy : null;
  const rows = reportRows(officer);
  demandIdentifiers(filter.department, filter.division, filter.procedure);
  demandPeriod(period);
  const buckets = input.groupBy !== null && isGrain(input.groupBy) ? demandBuckets(period, input.groupBy) : null;
  const at = now();
  const facts = await figureFacts({ db, now: () => at }, period, input.dueWithinDays);
  const figures = buckets && groupBy !== null ? withBalance(asked.figures) : asked.figures;
  const tallies = await countDossierFigures(db, { rows, filter, figures, groupBy, facts });
  return {
    input,
    period,
    computedAt: at,
    groupBy,
    total: tallies.total,
    groups: buckets
      ? inTime(tallies, buckets)
      : [...tallies.groups].map(([key, tally]) => ({ key, period: null, tally })),
  };
}

/**
 * What the figures depend on.
 *
 * @throws RequestError `BAD_USER_INPUT` for a number of days that is not from 0 to 60.
 */
export async function figureFacts(
  { db, now }: Pick<IgateServices, 'db' | 'now'>,
  { from, to }: Period,
  dueWithinDays: number,
): Promise<FigureFacts> {
  if (dueWithinDays < 0 || dueWithinDays > 60) {
    throw badInput('Số ngày sắp đến hạn phải từ 0 đến 60.', 'Due soon means within 0 to 60 working days.');
  }
  const at = now();
  return { from, to, now: at, soon: dueSoonUntil(await readCalendar(db), at, dueWithinDays) };
}

/** What a day, week or month carries over is what the ones before it have received and not ended. */
function withBalance(figures: ReadonlySet<DossierFigure>): ReadonlySet<DossierFigure> {
  return figures.has('CARRIED_OVER') ? new Set([...figures, 'RECEIVED', 'ENDED']) : figures;
}

/** Every day, week or month, those without any dossier too; each carries over what the one before has left. */
function inTime({ total, groups }: Tallies<DossierFigure>, buckets: readonly Bucket[]): readonly ReportedGroup[] {
  let carried = total.counts.get('CARRIED_OVER') ?? 0;
  return buckets.map(({ key, from, to }) => {
    const tally = groups.get(key) ?? emptyTally<DossierFigure>();
    tally.counts.set('CARRIED_OVER', carried);
    carried += (tally.counts.get('RECEIVED') ?? 0) - (tally.counts.get('ENDED') ?? 0);
    return { key: from, period: { from, to }, tally };
  });
}
