import { sql, type Transaction } from 'kysely';
import type { Bilingual } from '../../../platform/errors.ts';
import type { FileDescription } from '../domain/attachment.ts';
import type { TransferKind } from '../domain/transfer.ts';
import type { IgateSchema } from './schema.ts';

export interface NewTransfer {
  /** Made here where left out; a push brings the one that iDesk gave it. */
  readonly id?: string;
  readonly kind: TransferKind;
  readonly dossierCode: string;
  readonly subject?: string;
  readonly requestedById: string | null;
  readonly ssoAccount: string | null;
  readonly requestedAt: Date;
  readonly requestedFileIds?: readonly string[];
  readonly ideskDocumentId?: string;
}

/** Records a crossing that is yet to happen. Answers with its id. */
export async function insertTransfer(trx: Transaction<IgateSchema>, transfer: NewTransfer): Promise<string> {
  const { id } = await trx
    .insertInto('transfers')
    .values({
      ...(transfer.id !== undefined && { id: transfer.id }),
      kind: transfer.kind,
      state: 'PENDING',
      dossier_code: transfer.dossierCode,
      subject: transfer.subject ?? null,
      requested_by: transfer.requestedById,
      sso_account: transfer.ssoAccount,
      requested_at: transfer.requestedAt,
      requested_file_ids: [...(transfer.requestedFileIds ?? [])],
      idesk_document_id: transfer.ideskDocumentId ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Sets the files that cross, in place of those known before. */
export async function setTransferFiles(
  trx: Transaction<IgateSchema>,
  transferId: string,
  files: readonly (FileDescription & { readonly sourceFileId?: string })[],
): Promise<void> {
  await trx.deleteFrom('transfer_files').where('transfer_id', '=', transferId).execute();
  if (files.length === 0) return;
  await trx
    .insertInto('transfer_files')
    .values(
      files.map((file, position) => ({
        transfer_id: transferId,
        position,
        source_file_id: file.sourceFileId ?? null,
        name: file.name,
        media_type: file.mediaType,
        size: file.size,
        sha256: file.sha256,
      })),
    )
    .execute();
}

/** Notes that a crossing has arrived. */
export async function markDelivered(trx: Transaction<IgateSchema>, id: string, at: Date): Promise<void> {
  await trx
    .updateTable('transfers')
    .set({
      state: 'DELIVERED',
      delivered_at: at,
      attempts: sql<number>`attempts + 1`,
      last_error_vi: null,
      last_error_en: null,
    })
    .where('id', '=', id)
    .execute();
}

/** Notes a failed attempt of a crossing that will be tried again. */
export async function notePostponed(trx: Transaction<IgateSchema>, id: string, reason: Bilingual): Promise<void> {
  await trx
    .updateTable('transfers')
    .set({ attempts: sql<number>`attempts + 1`, last_error_vi: reason.vi, last_error_en: reason.en })
    .where('id', '=', id)
    .where('state', '=', 'PENDING')
    .execute();
}

/** Notes that a crossing has failed for good; `reason` null keeps what the last attempt noted. */
export async function markFailed(trx: Transaction<IgateSchema>, id: string, reason: Bilingual | null): Promise<void> {
  await trx
    .updateTable('transfers')
    .set({
      state: 'FAILED',
      ...(reason && {
        attempts: sql<number>`attempts + 1`,
        last_error_vi: reason.vi,
        last_error_en: reason.en,
      }),
    })
    .where('id', '=', id)
    .execute();
}

/** Puts a failed crossing back in line. */
export async function markPending(trx: Transaction<IgateSchema>, id: string): Promise<void> {
  await trx.updateTable('transfers').set({ state: 'PENDING' }).where('id', '=', id).execute();
}

/** Remembers the draft that a send became, and the newest version of it that is known. */
export async function noteDraft(
  trx: Transaction<IgateSchema>,
  id: string,
  draft: { readonly documentId: string; readonly version: number },
): Promise<void> {
  await trx
    .updateTable('transfers')
    .set({ idesk_document_id: draft.documentId, idesk_version: draft.version })
    .where('id', '=', id)
    .execute();
}
