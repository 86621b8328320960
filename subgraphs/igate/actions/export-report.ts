import type { Language } from '../../../platform/errors.ts';
import { percentile } from '../../../platform/reports/durations.ts';
import type { Cell, ExportedTable } from '../../../platform/reports/exported-table.ts';
import { rowsFromHere } from '../../../platform/reports/rows-from-here.ts';
import { isGrain } from '../../../platform/reports/periods.ts';
import { figureNames } from '../domain/export-words.ts';
import type { Officer } from '../domain/officer.ts';
import { allFigures, isDuration, periodFigures, type DossierFigure } from '../domain/report.ts';
import type { ExportContent } from './export-content.ts';
import { groupLabels } from './group-labels.ts';
import { reportDossiers, type ReportedDossiers, type ReportedGroup } from './report-dossiers.ts';
import type { IgateServices } from './services.ts';

/** The report as a table: a row for each group, and one for the total. */
export async function exportReport(
  services: Pick<IgateServices, 'db' | 'now'>,
  officer: Officer,
  { input, language }: Extract<ExportContent, { of: 'dossierReport' }>,
): Promise<ExportedTable> {
  const inTime = input.groupBy !== null && isGrain(input.groupBy);
  const figures = inTime ? periodFigures : allFigures;
  const report = await reportDossiers(services, officer, input, { figures: new Set(figures), groups: true });
  const { from, to } = report.period;
  const vietnamese = language === 'vi';
  return {
    name: vietnamese ? `Báo cáo hồ sơ ${from} đến ${to}` : `Report on dossiers ${from} to ${to}`,
    columns: [vietnamese ? 'Nhóm' : 'Group', ...figures.map((figure) => figureNames[figure][language])],
    rows: rowsFromHere(await rowsOf(services, report, figures, language)),
  };
}

async function rowsOf(
  { db }: Pick<IgateServices, 'db'>,
  { groupBy, groups, total }: ReportedDossiers,
  figures: readonly DossierFigure[],
  language: Language,
): Promise<readonly (readonly Cell[])[]> {
  const labels = groupBy === null ? [] : await groupLabels(db, groupBy, groups, language);
  const cells = (tally: ReportedGroup['tally']) => figures.map((figure) => cell(tally, figure));
  return [
    ...labels.map(({ label, tally }) => [label, ...cells(tally)]),
    [language === 'vi' ? 'Tổng số' : 'Total', ...cells(total)],
  ];
}

function cell({ counts, histograms }: ReportedGroup['tally'], figure: DossierFigure): Cell {
  return isDuration(figure) ? percentile(histograms.get(figure) ?? new Map(), 0.5) : (counts.get(figure) ?? 0);
}
