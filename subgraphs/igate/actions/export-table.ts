import { RequestError, type Language } from '../../../platform/errors.ts';
import type { ExportRequest } from '../../../platform/reports/export-address.ts';
import type { Cell, ExportedTable } from '../../../platform/reports/exported-table.ts';
import { isOverdue } from '../domain/dossier.ts';
import { dossierColumns, stateNames, yes } from '../domain/export-words.ts';
import type { Officer } from '../domain/officer.ts';
import { stepNames } from '../domain/refusals.ts';
import { visibleRows } from '../domain/row-scope.ts';
import { statusNames } from '../domain/status-names.ts';
import { exportedDossiers, type ExportedDossier } from '../store/dossier-export.ts';
import { officerByAccount } from '../store/officers.ts';
import { exportReport } from './export-report.ts';
import type { ExportContent } from './export-content.ts';
import { listFilter } from './list-filter.ts';
import type { IgateServices } from './services.ts';

type Services = Pick<IgateServices, 'db' | 'now'>;

/**
 * The table behind the address of an export, as far as its officer may see it by now.
 *
 * @throws RequestError `FORBIDDEN` for one who has lost the right to it.
 */
export async function exportTable(
  services: Services,
  { account, content }: ExportRequest<ExportContent>,
): Promise<ExportedTable> {
  const officer = await officerByAccount(services.db, account);
  if (!officer) throw new RequestError('FORBIDDEN');
  switch (content.of) {
    case 'dossiers':
      return exportDossiers(services, officer, content);
    case 'dossierReport':
      return exportReport(services, officer, content);
  }
}

/** @throws RequestError `FORBIDDEN` for those who see no dossier. */
export function demandRows(officer: Officer): void {
  if (visibleRows(officer).length > 0) return;
  throw new RequestError('FORBIDDEN', {
    vi: 'Vai trò của bạn không xem hồ sơ nên không xuất được danh sách. Hãy xuất báo cáo số liệu.',
    en: 'Your role sees no dossiers, so there is no list to export. Export the report instead.',
  });
}

async function exportDossiers(
  services: Services,
  officer: Officer,
  { filter, language }: Extract<ExportContent, { of: 'dossiers' }>,
): Promise<ExportedTable> {
  demandRows(officer);
  const now = services.now();
  const batches = exportedDossiers(services.db, visibleRows(officer), await listFilter(services, filter), now);
  return {
    name: language === 'vi' ? 'Danh sách hồ sơ' : 'Dossiers',
    columns: dossierColumns.map((column) => column[language]),
    batches: shown(batches, language, now),
  };
}

async function* shown(
  batches: AsyncIterable<readonly ExportedDossier[]>,
  language: Language,
  now: Date,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  for await (const batch of batches) yield batch.map((dossier) => cells(dossier, language, now));
}

/** In the order of `dossierColumns`. */
function cells(dossier: ExportedDossier, language: Language, now: Date): readonly Cell[] {
  return [
    dossier.code,
    dossier.procedureName,
    dossier.field,
    dossier.department,
    dossier.division,
    dossier.assignee,
    statusNames[dossier.status][language],
    stepNames[dossier.step][language],
    dossier.receivedAt,
    dossier.dueAt,
    isOverdue(dossier, now) ? yes[language] : null,
    dossier.heldSince,
    stateNames[dossier.ideskState][language],
    dossier.sentAt,
    dossier.issuedAt,
    dossier.attachedAt,
    dossier.completedAt,
    dossier.returnedAt,
  ];
}
