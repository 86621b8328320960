import { RequestError } from '../../../platform/errors.ts';
import { isIdentifier } from '../domain/input.ts';
import type { Officer } from '../domain/officer.ts';
import { forbidden } from '../domain/refusals.ts';
import { visibleRows, visibleTransfers } from '../domain/row-scope.ts';
import { mayRetry } from '../domain/retry.ts';
import { writeAuditEntry } from '../store/audit-log.ts';
import { changeDossier, dossiersByCodes, lockDossier } from '../store/dossiers.ts';
import { markPending } from '../store/transfer-changes.ts';
import { lockTransfer, visibleTransfersByIds } from '../store/transfers.ts';
import { awaitArrival } from './await-arrival.ts';
import { recordingRefusal } from './demand-action.ts';
import { crossingQueue, type IgateServices } from './services.ts';

/**
 * Puts a failed crossing back in line, where it is tried at once.
 *
 * @throws RequestError `NOT_FOUND`; `FORBIDDEN` for anybody but the officer who asked for it, while they see the dossier,
 *   and administrators; `WRONG_STEP` where it has not failed.
 */
export async function retryTransfer(services: IgateServices, officer: Officer, transferId: string): Promise<void> {
  const { db } = services;
  const scope = visibleTransfers(officer);
  const [transfer] = isIdentifier(transferId) ? await visibleTransfersByIds(db, [transferId], scope) : [];
  if (!transfer) {
    throw new RequestError('NOT_FOUND', {
      vi: 'Không tìm thấy lần chuyển này. Hãy tải lại danh sách.',
      en: 'There is no such transfer. Reload the list.',
    });
  }
  const { dossierCode, kind } = transfer;
  await recordingRefusal(services, { officer, action: 'RETRY_TRANSFER', dossierCode }, async () => {
    const [seen] = await dossiersByCodes(db, [dossierCode], visibleRows(officer));
    if (!mayRetry(officer, transfer, seen !== undefined)) throw new RequestError('FORBIDDEN', forbidden.RETRY_TRANSFER);
    await db.transaction().execute(async (trx) => {
      const dossier = await lockDossier(trx, dossierCode);
      const locked = await lockTransfer(trx, transferId);
      if (locked?.state !== 'FAILED' || kind === 'PUSH_RESULTS') throw notFailed();
      const at = services.now();
      await markPending(trx, transferId);
      if (dossier?.ideskTransferId === transferId && dossier.ideskState === 'SEND_FAILED') {
        await changeDossier(trx, dossierCode, at, { idesk_state: 'SENDING' });
      }
      await writeAuditEntry(trx, { at, officerId: officer.id, action: 'RETRY_TRANSFER', dossierCode });
      await services.outbox.enqueue(trx, crossingQueue[kind], { id: transferId });
    });
  });
  await awaitArrival(services, transferId);
}

function notFailed(): RequestError {
  return new RequestError('WRONG_STEP', {
    vi: 'Lần chuyển này không bị lỗi nên không cần chuyển lại.',
    en: 'This transfer has not failed, so there is nothing to retry.',
  });
}
