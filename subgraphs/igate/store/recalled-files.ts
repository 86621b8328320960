import type { Kysely, Transaction } from 'kysely';
import type { Attachment } from '../domain/attachment.ts';
import { anyOf } from './any-of.ts';
import type { IgateSchema } from './schema.ts';

export interface RecalledDocument {
  readonly documentId: string;
  /** All of the document's files, as iDesk names them. */
  readonly fileIds: readonly string[];
  readonly recalledAt: Date;
  readonly reason: string;
}

/**
 * Remembers that these files no longer stand, and marks those of them that the dossier has as results. Answers with the
 * ones that were not marked before. The dossier must be locked: whoever attaches then either comes before, and is marked,
 * or after, and finds the file here.
 */
export async function recallFiles(
  trx: Transaction<IgateSchema>,
  dossierCode: string,
  { documentId, fileIds, recalledAt, reason }: RecalledDocument,
): Promise<Pick<Attachment, 'name' | 'size' | 'sha256'>[]> {
  if (fileIds.length === 0) return [];
  await trx
    .insertInto('recalled_files')
    .values(fileIds.map((id) => ({ source_file_id: id, document_id: documentId, recalled_at: recalledAt, reason })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return trx
    .updateTable('attachments')
    .set({ recalled_at: recalledAt, recall_reason: reason })
    .where('dossier_code', '=', dossierCode)
    .where('source_file_id', '=', anyOf(fileIds))
    .where('recalled_at', 'is', null)
    .returning(['name', 'size', 'sha256'])
    .execute();
}

/** Why one of these iDesk files no longer stands; null where all do. */
export async function recallAmong(db: Kysely<IgateSchema>, fileIds: readonly string[]): Promise<string | null> {
  const row = await db
    .selectFrom('recalled_files')
    .select('reason')
    .where('source_file_id', '=', anyOf(fileIds))
    .orderBy('recalled_at')
    .limit(1)
    .executeTakeFirst();
  return row?.reason ?? null;
}
