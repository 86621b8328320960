import { RequestError } from '../../../platform/errors.ts';
import { receiveOnce } from '../../../platform/transfers/inbox.ts';
import type { Dossier } from '../domain/dossier.ts';
import { demandPushable } from '../domain/judgement.ts';
import { writeAuditEntry } from '../store/audit-log.ts';
import { dossierByCode, lockDossier } from '../store/dossiers.ts';
import { officerBySsoAccount } from '../store/officers.ts';
import { insertTransfer } from '../store/transfer-changes.ts';
import { transferById } from '../store/transfers.ts';
import { attachPulled, pullFiles } from './deliver-results.ts';
import { dossierNotFound } from './demand-action.ts';
import type { PushedResults } from './peer-messages.ts';
import type { DeliveryServices } from './services.ts';

/**
 * "Chuyển đến phần mềm iGate", at its destination: attaches what iDesk pushes. The push becomes a transfer under the id
 * that iDesk gave it; a push that has arrived before, and files that the dossier has already, change nothing.
 *
 * @throws RequestError `NOT_FOUND` for an unknown dossier, `WRONG_STEP` for one that takes no results now,
 *   `DOCUMENT_NOT_ISSUED` where the document was recalled meanwhile: all for good.
 */
export async function receivePushedResults(
  services: DeliveryServices,
  pushId: string,
  push: PushedResults,
): Promise<{ transferId: string }> {
  const { db, now } = services;
  const answer = { transferId: pushId };
  if (await transferById(db, pushId)) return answer;
  if (push.recalled) {
    await demandArrivedBefore(services, pushId);
    return answer;
  }
  demandTaking(await dossierByCode(db, push.dossierCode));
  const pulled = await pullFiles(services, push.files);
  const officer = await officerBySsoAccount(db, push.requestedBy);
  await db.transaction().execute(async (trx) => {
    if (!(await receiveOnce(trx, pushId))) {
      // Taken by another attempt, or by the refusal of one.
      if (!(await transferById(trx, pushId))) throw recalledDocument();
      return;
    }
    const dossier = demandTaking(await lockDossier(trx, push.dossierCode));
    // An iDesk clerk need not be an officer of iGate: the result then comes in under the name of the one who waits for it.
    const uploadedById = officer?.id ?? dossier.assigneeId;
    if (uploadedById === null) throw new RequestError('WRONG_STEP');
    const at = now();
    await insertTransfer(trx, {
      id: pushId,
      kind: 'PUSH_RESULTS',
      dossierCode: dossier.code,
      requestedById: officer?.id ?? null,
      ssoAccount: push.requestedBy,
      requestedAt: push.requestedAt,
      requestedFileIds: push.files.map((file) => file.id),
      ideskDocumentId: push.documentId,
    });
    await attachPulled(trx, { transferId: pushId, dossierCode: dossier.code, uploadedById, pulled, at });
    await writeAuditEntry(trx, {
      at,
      officerId: officer?.id ?? null,
      action: 'RECEIVE_PUSHED_RESULTS',
      dossierCode: dossier.code,
      details: {
        account: push.requestedBy,
        subject: push.symbol,
        files: pulled.files.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
      },
    });
  });
  return answer;
}

/**
 * Takes the push's id, so that an earlier attempt that is still under way comes too late; one that was about to commit is
 * waited for.
 *
 * @throws RequestError `DOCUMENT_NOT_ISSUED` where no attempt has arrived.
 */
async function demandArrivedBefore({ db }: DeliveryServices, pushId: string): Promise<void> {
  const arrived = await db.transaction().execute(async (trx) => {
    await receiveOnce(trx, pushId);
    return transferById(trx, pushId);
  });
  if (!arrived) throw recalledDocument();
}

function recalledDocument(): RequestError {
  return new RequestError('DOCUMENT_NOT_ISSUED', {
    vi: 'Văn bản đã bị thu hồi. Hãy dùng văn bản thay thế.',
    en: 'The document has been recalled. Use the one that replaces it.',
  });
}

function demandTaking(dossier: Dossier | null): Dossier {
  if (!dossier) throw dossierNotFound();
  demandPushable(dossier);
  return dossier;
}
