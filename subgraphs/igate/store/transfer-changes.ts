import { sql, type Kysely, type Transaction } from 'kysely';
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
      // What comes from iDesk, or is known to be there by its news alone, took an attempt too.
      attempts: sql<number>`greatest(attempts, 1)`,
      last_error_vi: null,
      last_error_en: null,
    })
    .where('id', '=', id)
    .execute();
}

/** Counts an attempt that begins; the number of them, or null where the crossing is not under way. */
export async function beginAttempt(db: Kysely<IgateSchema>, id: string): Promise<number | null> {
  const row = await db
    .updateTable('transfers')
    .set({ attempts: sql<number>`attempts + 1` })
    .where('id', '=', id)
    .where('state', '=', 'PENDING')
    .returning('attempts')
    .executeTakeFirst();
  return row?.attempts ?? null;
}

/** Notes why a crossing that is under way waits. */
export async function notePostponed(db: Kysely<IgateSchema>, id: string, reason: Bilingual): Promise<void> {
  await db
    .updateTable('transfers')
    .set({ last_error_vi: reason.vi, last_error_en: reason.en })
    .where('id', '=', id)
    .where('state', '=', 'PENDING')
    .execute();
}

/** Notes that a crossing has failed for good. */
export async function markFailed(trx: Transaction<IgateSchema>, id: string, reason: Bilingual): Promise<void> {
  await trx
    .updateTable('transfers')
    .set({ state: 'FAILED', last_error_vi: reason.vi, last_error_en: reason.en })
    .where('id', '=', id)
    .execute();
}

/**
 * Puts a failed crossing back in line, with all its attempts before it, and on behalf of the SSO account that its officer
 * has now: a wrong one may be why it failed.
 */
export async function markPending(trx: Transaction<IgateSchema>, id: string): Promise<void> {
  await trx
    .updateTable('transfers')
    .set((eb) => ({
      state: 'PENDING',
      attempts: 0,
      sso_account: eb.fn.coalesce(
        eb.selectFrom('officers').select('linked_sso_account').whereRef('officers.id', '=', 'transfers.requested_by'),
        'transfers.sso_account',
      ),
    }))
    .where('id', '=', id)
    .execute();
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
