import { sql, type Kysely, type Transaction } from 'kysely';
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

/** What iGate calls the actions that it is told of. */
export const reportedSteps = {
  SUBMIT: 'SUBMITTED',
  APPROVE: 'APPROVED',
  RETURN: 'RETURNED',
  SIGN: 'SIGNED',
  ISSUE: 'ISSUED',
  RECALL: 'RECALLED',
} as const satisfies Partial<Record<DocumentEventKind, string>>;

/** A step of a document as iGate is told of it: of the officer nothing but the name, and nothing of what was written. */
interface ReportedStep {
  readonly kind: (typeof reportedSteps)[keyof typeof reportedSteps];
  readonly at: Date;
  readonly officerName: string;
  readonly version: number;
}

/** The steps that brought a document to a version, oldest first. */
export async function findReportedSteps(
  database: Kysely<IdeskSchema>,
  documentId: string,
  version: number,
): Promise<ReportedStep[]> {
  const rows = await database
    .selectFrom('document_events')
    .innerJoin('desk_users', 'desk_users.sso_account', 'document_events.officer')
    .select([
      'document_events.action',
      'document_events.at',
      'desk_users.full_name as officerName',
      'document_events.version',
    ])
    .where('document_events.document_id', '=', documentId)
    .where('document_events.version', '<=', version)
    .where('document_events.action', 'in', ['SUBMIT', 'APPROVE', 'RETURN', 'SIGN', 'ISSUE', 'RECALL'])
    .$narrowType<{ action: keyof typeof reportedSteps }>()
    .orderBy('document_events.version')
    .execute();
  return rows.map(({ action, ...step }) => ({ kind: reportedSteps[action], ...step }));
}

/** Whether an officer has taken this action, and the document came into this version by it. */
export async function isStepTaken(
  database: Kysely<IdeskSchema>,
  step: { documentId: string; version: number; action: DocumentEventKind; officer: string },
): Promise<boolean> {
  const row = await database
    .selectFrom('document_events')
    .select(sql<number>`1`.as('taken'))
    .where('document_id', '=', step.documentId)
    .where('version', '=', step.version)
    .where('action', '=', step.action)
    .where('officer', '=', step.officer)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
