import { sql, type Kysely, type Transaction } from 'kysely';
import type { Bilingual } from '../../../platform/errors.ts';
import { reportedState, type DeskDocument, type ReportedState } from '../domain/document.ts';
import type { IdeskSchema } from './schema.ts';

/** What iGate is to be told about a draft that came from it. */
export interface StateReport {
  readonly id: string;
  readonly transferId: string;
  readonly documentId: string;
  readonly dossierCode: string;
  readonly state: ReportedState;
  /** Of the document when it came into that state: iGate lets no older one overwrite a newer one. */
  readonly version: number;
  readonly at: Date;
  /** As they were in that state. */
  readonly signedAt: Date | null;
  readonly issuedAt: Date | null;
  /** By whom (SSO account) and why; null for every state but RECALLED. */
  readonly recall: { readonly by: string; readonly reason: string } | null;
}

/** @returns the report's id. */
export async function insertStateReport(
  transaction: Transaction<IdeskSchema>,
  document: DeskDocument,
  at: Date,
): Promise<string> {
  const { id } = await transaction
    .insertInto('state_reports')
    .values({
      document_id: document.id,
      state: reportedState(document),
      version: document.version,
      at,
      signed_at: 'signedAt' in document ? document.signedAt : null,
      issued_at: 'issuedAt' in document ? document.issuedAt : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function findStateReport(database: Kysely<IdeskSchema>, id: string): Promise<StateReport | null> {
  const row = await database
    .selectFrom('state_reports')
    .innerJoin('documents', 'documents.id', 'state_reports.document_id')
    .select([
      'state_reports.id',
      'documents.transfer_id as transferId',
      'state_reports.document_id as documentId',
      'documents.dossier_code as dossierCode',
      'state_reports.state',
      'state_reports.version',
      'state_reports.at',
      'state_reports.signed_at as signedAt',
      'state_reports.issued_at as issuedAt',
      'documents.recalled_by as recalledBy',
      'documents.recall_reason as recallReason',
    ])
    .where('state_reports.id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const { transferId, dossierCode, recalledBy: by, recallReason: reason, ...report } = row;
  if (transferId === null || dossierCode === null) return null;
  const recall = report.state === 'RECALLED' && by !== null && reason !== null ? { by, reason } : null;
  return { ...report, transferId, dossierCode, recall };
}

/** @returns how many there have been; null where there is no such report. */
export async function countReportAttempt(database: Kysely<IdeskSchema>, id: string): Promise<number | null> {
  const row = await database
    .updateTable('state_reports')
    .set({ attempts: sql`attempts + 1` })
    .where('id', '=', id)
    .returning('attempts')
    .executeTakeFirst();
  return row?.attempts ?? null;
}

export async function noteReportFailure(database: Kysely<IdeskSchema>, id: string, reason: Bilingual): Promise<void> {
  await database
    .updateTable('state_reports')
    .set({ last_error_vi: reason.vi, last_error_en: reason.en })
    .where('id', '=', id)
    .execute();
}
