import type { Officer } from './officer.ts';
import { demandRight, rightsTo } from './rights.ts';
import { visibleRows, type VisibleRows } from './row-scope.ts';

/** The dossiers that an officer's reports count: all of the province, or those that the officer sees. */
export type ReportRows = 'ALL' | readonly VisibleRows[];

/**
 * What an officer's reports count.
 *
 * @throws RequestError `FORBIDDEN` for those who see no figures.
 */
export function reportRows(officer: Officer): ReportRows {
  demandRight(officer, 'SEE_FIGURES');
  return rightsTo(officer, 'SEE_FIGURES').some(({ rows }) => rows === 'ALL') ? 'ALL' : visibleRows(officer);
}
