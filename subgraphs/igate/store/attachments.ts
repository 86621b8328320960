import { sql, type Kysely, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import { readByKeys } from '../../../platform/database/read-by-keys.ts';
import type { Attachment, AttachmentKind, FileDescription } from '../domain/attachment.ts';
import type { VisibleRows } from '../domain/row-scope.ts';
import { anyOf } from './any-of.ts';
import { visibleDossiers } from './dossier-scope.ts';
import type { IgateSchema } from './schema.ts';

const columns = [
  'attachments.id',
  'attachments.dossier_code as dossierCode',
  'attachments.kind',
  'attachments.name',
  'attachments.media_type as mediaType',
  'attachments.size',
  'attachments.sha256',
  'attachments.uploaded_by as uploadedById',
  'attachments.uploaded_at as uploadedAt',
  'attachments.step_id as stepId',
  'attachments.source_file_id as sourceFileId',
  'attachments.transfer_id as transferId',
  'attachments.recalled_at as recalledAt',
  'attachments.recall_reason as recallReason',
] as const;

/** Attachments of these dossiers, each dossier's from oldest to newest. */
export const attachmentsOfDossiers = readByKeys<IgateSchema, Attachment>((db, codes) =>
  db
    .selectFrom('attachments')
    .select(columns)
    .where('dossier_code', '=', anyOf(codes))
    .orderBy('uploaded_at')
    .orderBy('id'),
);

/**
 * Attachments of dossiers that the officer sees, as a condition on the rows of both: components belong to the applicant, and go
 * where the applicant's data goes.
 */
export function attachmentsShown(rows: readonly VisibleRows[]): RawBuilder<SqlBool> {
  const withApplicant = rows.filter((visible) => visible.applicant !== 'WITHHELD');
  return sql<SqlBool>`(attachments.kind <> 'COMPONENT' or ${visibleDossiers(withApplicant)})`;
}

/** Attachments of visible dossiers, in any order. */
export const visibleAttachmentsByIds = readByKeys<IgateSchema, Attachment, [rows: readonly VisibleRows[]]>(
  (db, ids, rows) =>
    db
      .selectFrom('attachments')
      .innerJoin('dossiers', 'dossiers.code', 'attachments.dossier_code')
      .select(columns)
      .where('attachments.id', '=', anyOf(ids))
      .where(visibleDossiers(rows))
      .where(attachmentsShown(rows)),
);

/** Results of a dossier that were taken from these iDesk files. */
export async function attachmentsBySource(
  db: Kysely<IgateSchema>,
  dossierCode: string,
  sourceFileIds: readonly string[],
): Promise<Attachment[]> {
  return db
    .selectFrom('attachments')
    .select(columns)
    .where('dossier_code', '=', dossierCode)
    .where('source_file_id', '=', anyOf(sourceFileIds))
    .orderBy('uploaded_at')
    .orderBy('id')
    .execute();
}

export interface NewAttachment extends FileDescription {
  readonly dossierCode: string;
  readonly kind: AttachmentKind;
  readonly uploadedById: string;
  readonly uploadedAt: Date;
  readonly stepId: string;
  readonly sourceFileId?: string;
  readonly transferId?: string;
}

/** Adds attachments, except results whose iDesk file the dossier has already. Answers with those that were added. */
export async function insertAttachments(
  trx: Transaction<IgateSchema>,
  attachments: readonly NewAttachment[],
): Promise<Attachment[]> {
  if (attachments.length === 0) return [];
  return trx
    .insertInto('attachments')
    .values(
      attachments.map((attachment) => ({
        dossier_code: attachment.dossierCode,
        kind: attachment.kind,
        name: attachment.name,
        media_type: attachment.mediaType,
        size: attachment.size,
        sha256: attachment.sha256,
        uploaded_by: attachment.uploadedById,
        uploaded_at: attachment.uploadedAt,
        step_id: attachment.stepId,
        source_file_id: attachment.sourceFileId ?? null,
        transfer_id: attachment.transferId ?? null,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['dossier_code', 'source_file_id']).where('source_file_id', 'is not', null).doNothing(),
    )
    .returning(columns)
    .execute();
}
