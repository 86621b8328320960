import type { Transaction } from 'kysely';
import type { Bilingual } from '../../../platform/errors.ts';
import { ideskStateOf } from '../domain/idesk-state.ts';
import { changeDossier, lockDossier } from '../store/dossiers.ts';
import type { IgateSchema } from '../store/schema.ts';
import { markDelivered, markFailed, noteDraft } from '../store/transfer-changes.ts';
import { lockTransfer, transferById, transferFiles } from '../store/transfers.ts';
import { readDraftAnswer, type ToldIdeskState } from './peer-messages.ts';
import type { DeliveryServices } from './services.ts';

/**
 * Hands a dossier that was sent over to iDesk, which pulls the files before it answers. Safe to repeat: iDesk knows the
 * transfer by its id, and what has arrived is left alone.
 */
export async function deliverDraft(services: DeliveryServices, transferId: string): Promise<void> {
  const { db, peer, now } = services;
  const transfer = await transferById(db, transferId);
  if (transfer?.state !== 'PENDING') return;
  const files = await transferFiles(db, [transferId]);
  const answer = await peer.send('PUT', `/peer/drafts/${transferId}`, {
    dossierCode: transfer.dossierCode,
    subject: transfer.subject,
    ssoAccount: transfer.ssoAccount,
    requestedAt: transfer.requestedAt.toISOString(),
    files: files.map(({ name, mediaType, size, sha256 }) => ({ name, mediaType, size, sha256 })),
  });
  const told = readDraftAnswer(answer);
  await db.transaction().execute(async (trx) => {
    await noteIdeskState(trx, transfer.dossierCode, { transferId, ...told }, now());
    const locked = await lockTransfer(trx, transferId);
    if (locked?.state === 'PENDING') await markDelivered(trx, transferId, now());
  });
}

/** Takes news of a draft: an older version than the one that is known changes nothing. */
export async function noteIdeskState(
  trx: Transaction<IgateSchema>,
  dossierCode: string,
  told: ToldIdeskState,
  at: Date,
): Promise<void> {
  const dossier = await lockDossier(trx, dossierCode);
  const transfer = await lockTransfer(trx, told.transferId);
  if (!dossier || !transfer || told.version <= transfer.ideskVersion) return;
  await noteDraft(trx, told.transferId, told);
  if (dossier.ideskTransferId !== told.transferId) return;
  await changeDossier(trx, dossierCode, at, { idesk_state: ideskStateOf(told.state) });
}

/** Notes that a send has failed for good; an administrator may put it back in line. */
export async function giveUpDraft(
  { db, now }: DeliveryServices,
  transferId: string,
  reason: Bilingual | null,
): Promise<void> {
  const transfer = await transferById(db, transferId);
  if (!transfer) return;
  await db.transaction().execute(async (trx) => {
    const dossier = await lockDossier(trx, transfer.dossierCode);
    const locked = await lockTransfer(trx, transferId);
    if (locked?.state !== 'PENDING') return;
    await markFailed(trx, transferId, reason);
    if (dossier?.ideskTransferId === transferId && dossier.ideskState === 'SENDING') {
      await changeDossier(trx, dossier.code, now(), { idesk_state: 'SEND_FAILED' });
    }
  });
}
