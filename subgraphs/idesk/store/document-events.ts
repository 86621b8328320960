import type { Transaction } from 'kysely';
import type { AuditDetails } from '../domain/audit.ts';
import type { DeskDocument } from '../domain/document.ts';
import type { DocumentEventKind } from '../domain/vocabulary.ts';
import { writeAuditEntry } from './audit-log.ts';
import type { IdeskSchema } from './schema.ts';

interface DocumentEvent {
  readonly action: DocumentEventKind;
  readonly officer: string;
  readonly at: Date;
  readonly note?: string | null;
  /** What the audit log keeps beside the note and the version. */
  readonly details?: AuditDetails | undefined;
}

/** Adds to the document's history and to the audit log; in the same transaction as what it tells of. */
export async function recordEvent(
  transaction: Transaction<IdeskSchema>,
  document: Pick<DeskDocument, 'id' | 'version' | 'dossierCode'>,
  event: DocumentEvent,
): Promise<void> {
  await transaction
    .insertInto('document_events')
    .values({
      document_id: document.id,
      action: event.action,
      officer: event.officer,
      at: event.at,
      version: document.version,
      note: event.note ?? null,
    })
    .execute();
  await writeAuditEntry(transaction, {
    at: event.at,
    officer: event.officer,
    action: event.action,
    documentId: document.id,
    dossierCode: document.dossierCode,
    outcome: 'DONE',
    details: { version: document.version, note: event.note ?? undefined, ...event.details },
  });
}
