import type { AuditDetails } from '../../subgraphs/idesk/domain/audit.ts';
import type { DeskDocument } from '../../subgraphs/idesk/domain/document.ts';
import type { DeskRow } from './desk-document.ts';

/** The audit log's entry beside an event of a document's history. */
export function deskAuditEntry(
  document: DeskDocument,
  event: DeskRow<'document_events'>,
  files: readonly DeskRow<'document_files'>[],
): DeskRow<'audit_entries'> {
  const { id, at, officer, action, version, note } = event;
  const details: AuditDetails = { version, note: note ?? undefined, ...detailsOf(document, event, files) };
  const what = { action, document_id: document.id, dossier_code: document.dossierCode, outcome: 'DONE' } as const;
  return { id, at, officer, ...what, details: JSON.stringify(details) };
}

function detailsOf(
  document: DeskDocument,
  { action, at }: DeskRow<'document_events'>,
  files: readonly DeskRow<'document_files'>[],
): AuditDetails {
  const { subject } = document;
  const added = files.filter((file) => file.uploaded_at.getTime() === at.getTime());
  const symbol = 'symbol' in document ? document.symbol : undefined;
  switch (action) {
    case 'CREATE':
    case 'RECEIVE_FROM_IGATE':
      return { subject, files: auditedFiles(added) };
    case 'ADD_FILES':
      return { files: auditedFiles(added) };
    case 'UPDATE':
      return { subject };
    case 'ISSUE':
    case 'RECALL':
      return { symbol };
    case 'PUSH_RESULTS':
      return { symbol, files: auditedFiles(files) };
    default:
      return {};
  }
}

function auditedFiles(files: readonly DeskRow<'document_files'>[]): AuditDetails['files'] {
  return files.map(({ name, size, sha256 }) => ({ name, size, sha256 }));
}
