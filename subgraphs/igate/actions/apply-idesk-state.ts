import { RequestError } from '../../../platform/errors.ts';
import { receiveOnce } from '../../../platform/transfers/inbox.ts';
import { keepIdeskEvents } from '../store/idesk-events.ts';
import { transferById } from '../store/transfers.ts';
import { noteIdeskState } from './deliver-draft.ts';
import type { IdeskNews } from './peer-messages.ts';
import type { DeliveryServices } from './services.ts';
import { takeBackResults } from './take-back-results.ts';

/**
 * Takes iDesk's word on where a draft stands and what was done to it. Each message counts once, and an older one never
 * overwrites a newer one, in whatever order they arrive.
 *
 * @throws RequestError `NOT_FOUND` where iGate never sent that draft.
 */
export async function applyIdeskState(
  { db, now }: DeliveryServices,
  messageId: string,
  told: IdeskNews,
): Promise<void> {
  const transfer = await transferById(db, told.transferId);
  if (transfer?.kind !== 'SEND_TO_IDESK') throw new RequestError('NOT_FOUND');
  await db.transaction().execute(async (trx) => {
    if (!(await receiveOnce(trx, messageId))) return;
    await noteIdeskState(trx, transfer.dossierCode, told, now());
    await keepIdeskEvents(trx, { transferId: transfer.id, dossierCode: transfer.dossierCode }, told.history);
    if (told.recall) await takeBackResults(trx, transfer.dossierCode, told.documentId, told.recall, now());
  });
}
