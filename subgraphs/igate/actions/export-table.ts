import type pg from 'pg';
import { RequestError } from '../../../platform/errors.ts';
import type { ExportRequest } from '../../../platform/reports/export-address.ts';
import type { ExportedTable } from '../../../platform/reports/exported-table.ts';
import { dossierColumns } from '../domain/export-words.ts';
import type { Officer } from '../domain/officer.ts';
import { visibleRows } from '../domain/row-scope.ts';
import { exportedDossiers } from '../store/dossier-export.ts';
import { officerByAccount } from '../store/officers.ts';
import { exportReport } from './export-report.ts';
import type { ExportContent } from './export-content.ts';
import { listFilter } from './list-filter.ts';
import type { IgateServices } from './services.ts';

type Services = Pick<IgateServices, 'db' | 'now'> & { readonly pool: pg.Pool };

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
  const wanted = {
    rows: visibleRows(officer),
    filter: await listFilter(services, filter),
    language,
    now: services.now(),
  };
  return {
    name: language === 'vi' ? 'Danh sách hồ sơ' : 'Dossiers',
    columns: dossierColumns.map((column) => column[language]),
    rows: exportedDossiers(services, wanted),
  };
}
