import type { ExportedTable } from '../../../platform/reports/exported-table.ts';
import { reportRows } from '../../../platform/reports/report-rows.ts';
import { rowsFromHere } from '../../../platform/reports/rows-from-here.ts';
import { isGrain } from '../../../platform/reports/periods.ts';
import { figureNames } from '../domain/export-words.ts';
import type { Officer } from '../domain/officer.ts';
import { allFigures, isDuration, periodFigures } from '../domain/report.ts';
import type { ExportContent } from './export-content.ts';
import { groupLabels } from './group-labels.ts';
import { reportDossiers } from './report-dossiers.ts';
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
  const labels = report.groupBy === null ? [] : await groupLabels(services.db, report.groupBy, report.groups, language);
  const vietnamese = language === 'vi';
  const total = { label: vietnamese ? 'Tổng số' : 'Total', tally: report.total };
  return {
    name: vietnamese ? `Báo cáo hồ sơ ${from} đến ${to}` : `Report on dossiers ${from} to ${to}`,
    columns: [vietnamese ? 'Nhóm' : 'Group', ...figures.map((figure) => figureNames[figure][language])],
    rows: rowsFromHere(reportRows([...labels, total], figures, isDuration)),
  };
}
