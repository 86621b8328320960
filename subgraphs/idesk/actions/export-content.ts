import type { Language } from '../../../platform/errors.ts';
import type { AskedFilter } from './list-filter.ts';
import type { DocumentReportInput } from './report-documents.ts';

/** What the address of an export asks for. */
export type ExportContent = { readonly language: Language } & (
  | { readonly of: 'documents'; readonly filter: AskedFilter }
  | { readonly of: 'documentReport'; readonly input: DocumentReportInput }
);
