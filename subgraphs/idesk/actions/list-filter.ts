import { demandPeriod, type Period } from '../../../platform/reports/periods.ts';
import { demandIds } from '../domain/ids.ts';
import type { DocumentDimensions, DocumentFigure } from '../domain/report.ts';
import type { WantedDocuments } from '../store/document-lists.ts';

/** A filter of documents as clients write it. */
export type AskedFilter = DocumentDimensions & {
  readonly figure?: { readonly figure: DocumentFigure; readonly period: Period } | null | undefined;
};

/**
 * What lists and exports of documents are narrowed by; the same rows that the report counts where a figure is asked for.
 *
 * @throws RequestError `BAD_USER_INPUT` for ids that are none, and a period that is none.
 */
export function listFilter({ figure, ...filter }: AskedFilter, now: Date): Omit<WantedDocuments, 'scope'> {
  demandIds(filter.department, filter.division);
  if (!figure) return { filter, figure: null };
  demandPeriod(figure.period);
  return { filter, figure: { figure: figure.figure, facts: { ...figure.period, now } } };
}
