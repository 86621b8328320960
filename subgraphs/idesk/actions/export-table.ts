import type pg from 'pg';
import { RequestError } from '../../../platform/errors.ts';
import type { ExportRequest } from '../../../platform/reports/export-address.ts';
import type { ExportedTable } from '../../../platform/reports/exported-table.ts';
import { isGrain } from '../../../platform/reports/periods.ts';
import { reportRows } from '../../../platform/reports/report-rows.ts';
import { rowsFromHere } from '../../../platform/reports/rows-from-here.ts';
import type { DeskUser } from '../domain/desk-user.ts';
import { documentColumns, figureNames } from '../domain/export-words.ts';
import { allFigures, isDuration, periodFigures } from '../domain/report.ts';
import { visibleTo } from '../domain/row-scope.ts';
import { findActiveDeskUser } from '../store/desk-users.ts';
import { exportedDocuments } from '../store/document-export.ts';
import type { Desk } from './desk.ts';
import type { ExportContent } from './export-content.ts';
import { groupLabels } from './group-labels.ts';
import { listFilter } from './list-filter.ts';
import { reportDocuments } from './report-documents.ts';

type Exporting = Pick<Desk, 'database' | 'now'> & { readonly pool: pg.Pool };

/**
 * The table behind the address of an export, as far as its officer may see it by now.
 *
 * @throws RequestError `FORBIDDEN` for one who has lost the right to it.
 */
export async function exportTable(
  exporting: Exporting,
  { account, content }: ExportRequest<ExportContent>,
): Promise<ExportedTable> {
  const user = await findActiveDeskUser(exporting.database, account);
  if (!user) throw new RequestError('FORBIDDEN');
  switch (content.of) {
    case 'documents':
      return exportDocuments(exporting, user, content);
    case 'documentReport':
      return exportReport(exporting, user, content);
  }
}

/** @throws RequestError `FORBIDDEN` for those who see no document. */
export function demandRows(user: DeskUser): void {
  if (visibleTo(user).length > 0) return;
  throw new RequestError('FORBIDDEN', {
    vi: 'Vai trò của bạn không xem văn bản nên không xuất được danh sách. Hãy xuất báo cáo số liệu.',
    en: 'Your role sees no documents, so there is no list to export. Export the report instead.',
  });
}

function exportDocuments(
  exporting: Exporting,
  user: DeskUser,
  { filter, language }: Extract<ExportContent, { of: 'documents' }>,
): ExportedTable {
  demandRows(user);
  const wanted = { ...listFilter(filter, exporting.now()), scope: visibleTo(user) };
  return {
    name: language === 'vi' ? 'Danh sách văn bản' : 'Documents',
    columns: documentColumns.map((column) => column[language]),
    rows: exportedDocuments(exporting, wanted, language),
  };
}

/** The report as a table: a row for each group, and one for the total. */
async function exportReport(
  exporting: Exporting,
  user: DeskUser,
  { input, language }: Extract<ExportContent, { of: 'documentReport' }>,
): Promise<ExportedTable> {
  const inTime = input.groupBy !== null && isGrain(input.groupBy);
  const figures = inTime ? periodFigures : allFigures;
  const report = await reportDocuments(exporting, user, input, { figures: new Set(figures), groups: true });
  const { from, to } = report.period;
  const labels =
    report.groupBy === null ? [] : await groupLabels(exporting.database, report.groupBy, report.groups, language);
  const vietnamese = language === 'vi';
  const total = { label: vietnamese ? 'Tổng số' : 'Total', tally: report.total };
  return {
    name: vietnamese ? `Báo cáo văn bản ${from} đến ${to}` : `Report on documents ${from} to ${to}`,
    columns: [vietnamese ? 'Nhóm' : 'Group', ...figures.map((figure) => figureNames[figure][language])],
    rows: rowsFromHere(reportRows([...labels, total], figures, isDuration)),
  };
}
