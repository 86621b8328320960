import type { Language } from '../../../platform/errors.ts';
import type { Period } from '../../../platform/reports/periods.ts';
import type { DossierFigure } from '../domain/report.ts';
import type { DossierFilter } from '../store/dossier-list.ts';
import type { DossierReportInput } from './report-dossiers.ts';

/** A filter of dossiers as clients write it: a figure by its name, not by what it depends on. */
export type AskedFilter = Omit<DossierFilter, 'figure' | 'changedSince'> & {
  /** A moment; text where it has been through an address. */
  readonly changedSince?: Date | string | null | undefined;
  readonly figure?:
    | { readonly figure: DossierFigure; readonly period: Period; readonly dueWithinDays: number }
    | null
    | undefined;
};

/** What the address of an export asks for. */
export type ExportContent = { readonly language: Language } & (
  | { readonly of: 'dossiers'; readonly filter: AskedFilter }
  | { readonly of: 'dossierReport'; readonly input: DossierReportInput }
);
