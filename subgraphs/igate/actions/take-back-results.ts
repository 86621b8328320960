import type { Kysely, Transaction } from 'kysely';
import { RequestError } from '../../../platform/errors.ts';
import { writeAuditEntry } from '../store/audit-log.ts';
import { changeDossier, lockDossier } from '../store/dossiers.ts';
import { officerBySsoAccount } from '../store/officers.ts';
import { recallAmong, recallFiles } from '../store/recalled-files.ts';
import type { IgateSchema } from '../store/schema.ts';
import type { ToldRecall } from './peer-messages.ts';

/**
 * Takes iDesk's word that a document was recalled (thu hồi): the dossier's results that came from it stay where they are,
 * marked, and the document's other files are refused from now on. Whatever versions of the draft iGate has been told of: a
 * recall is never undone, so no news is newer.
 */
export async function takeBackResults(
  trx: Transaction<IgateSchema>,
  dossierCode: string,
  documentId: string,
  recall: ToldRecall,
  at: Date,
): Promise<void> {
  const { by, reason, recalledAt, fileIds } = recall;
  await lockDossier(trx, dossierCode);
  const files = await recallFiles(trx, dossierCode, { documentId, fileIds, recalledAt, reason });
  await changeDossier(trx, dossierCode, at, {});
  const officer = await officerBySsoAccount(trx, by);
  await writeAuditEntry(trx, {
    at,
    officerId: officer?.id ?? null,
    action: 'RECALL_RESULTS',
    dossierCode,
    details: { account: by, note: reason, files },
  });
}

/**
 * Results of a recalled document are refused, however late the push or pull that brings them: the officer is to attach
 * those of the document that replaces it. Under the dossier's lock, so that no recall comes in between.
 *
 * @throws RequestError `DOCUMENT_NOT_ISSUED`, as iDesk itself refuses them with.
 */
export async function demandInForce(db: Kysely<IgateSchema>, fileIds: readonly string[]): Promise<void> {
  const reason = await recallAmong(db, fileIds);
  if (reason === null) return;
  throw new RequestError('DOCUMENT_NOT_ISSUED', {
    vi: `Văn bản chứa tệp này đã bị thu hồi (${reason}). Hãy lấy kết quả từ văn bản thay thế.`,
    en: `The document of this file has been recalled (${reason}). Take the results of the document that replaces it.`,
  });
}
