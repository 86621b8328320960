import type { Transaction } from 'kysely';
import type { DeskDocument } from '../domain/document.ts';
import type { DocumentEventKind } from '../domain/vocabulary.ts';
import type { IdeskSchema } from './schema.ts';

interface DocumentEvent {
  readonly action: DocumentEventKind;
  readonly officer: string;
  readonly at: Date;
  readonly note?: string | null;
}

/** Adds to the document's history; in the same transaction as what it tells of. */
export async function recordEvent(
  transaction: Transaction<IdeskSchema>,
  document: Pick<DeskDocument, 'id' | 'version'>,
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
}
