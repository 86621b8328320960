import type { Transaction } from 'kysely';
import type { Bilingual } from '../../../platform/errors.ts';
import { ideskStateOf } from '../domain/idesk-state.ts';
import { hasEnded } from '../domain/judgement.ts';
import { changeDossier, dossierByCode, lockDossier } from '../store/dossiers.ts';
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
  const dossier = await dossierByCode(db, transfer.dossierCode);
  const files = await transferFiles(db, [transferId]);
  const answer = await peer.send('PUT', `/peer/drafts/${transferId}`, {
    dossierCode: transfer.dossierCode,
    subject: transfer.subject,
    ssoAccount: transfer.ssoAccount,
    requestedAt: transfer.requestedAt.toISOString(),
    ...(dossier && {
      dueAt: dossier.dueAt?.toISOString() ?? null,
      heldSince: dossier.heldSince?.toISOString() ?? null,
      dueRevision: dossier.dueRevision,
    }),
    files: files.map(({ name, mediaType, size, sha256 }) => ({ name, mediaType, size, sha256 })),
    // An attempt whose answer was lost may have arrived before the dossier ended: only iDesk knows.
    dossierHasEnded: !dossier || hasEnded(dossier),
  });
  const told = readDraftAnswer(answer);
  await db.transaction().execute((trx) => noteIdeskState(trx, transfer.dossierCode, { transferId, ...told }, now()));
}

/**
 * Takes news of a draft, which prove that the send has arrived even where iDesk's own answer was lost. An older version
 * than the one that is known tells nothing else.
 */
export async function noteIdeskState(
  trx: Transaction<IgateSchema>,
  dossierCode: string,
  told: ToldIdeskState,
  at: Date,
): Promise<void> {
  const dossier = await lockDossier(trx, dossierCode);
  const transfer = await lockTransfer(trx, told.transferId);
  if (!dossier || !transfer) return;
  if (transfer.state !== 'DELIVERED') await markDelivered(trx, told.transferId, at);
  if (told.version <= transfer.ideskVersion) return;
  await noteDraft(trx, told.transferId, told);
  if (dossier.ideskTransferId !== told.transferId) return;
  await changeDossier(trx, dossierCode, at, {
    idesk_state: ideskStateOf(told.state),
    desk_state: told.state,
    ...(told.moments && { signed_at: told.moments.signedAt, issued_at: told.moments.issuedAt }),
  });
}

/** Notes that a send has failed for good; it may be put back in line. */
export async function giveUpDraft({ db, now }: DeliveryServices, transferId: string, reason: Bilingual): Promise<void> {
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
