import type { Transaction } from 'kysely';
import { settleClaims } from '../../../platform/files/file-claims.ts';
import type { StoredFile } from '../../../platform/files/file-store.ts';
import { pullFile } from '../../../platform/files/pull-file.ts';
import type { Bilingual } from '../../../platform/errors.ts';
import { demandUnderWay } from '../domain/judgement.ts';
import { insertAttachments } from '../store/attachments.ts';
import { changeDossier, dossierByCode, lockDossier, noteFirstResults } from '../store/dossiers.ts';
import { currentStepId } from '../store/processing-steps.ts';
import type { IgateSchema } from '../store/schema.ts';
import { markDelivered, markFailed, setTransferFiles } from '../store/transfer-changes.ts';
import { lockTransfer, transferById } from '../store/transfers.ts';
import { readFiles, type IdeskFile } from './peer-messages.ts';
import type { DeliveryServices } from './services.ts';
import { demandInForce } from './take-back-results.ts';

/** Files of iDesk's whose bytes are in iGate's own store, and the claims under which they are until they are attached. */
export interface PulledFiles {
  readonly files: readonly (StoredFile & { readonly sourceFileId: string })[];
  readonly claims: readonly string[];
}

/** Fetches the results that were asked for from iDesk and attaches them. Safe to repeat. */
export async function deliverResults(services: DeliveryServices, transferId: string): Promise<void> {
  const { db, peer, now } = services;
  const transfer = await transferById(db, transferId);
  if (transfer?.state !== 'PENDING' || transfer.requestedById === null) return;
  const { dossierCode, requestedById, requestedFileIds } = transfer;
  demandUnderWay(await dossierByCode(db, dossierCode));
  const answer = await peer.send('POST', '/peer/result-files', { transferId, dossierCode, fileIds: requestedFileIds });
  const pulled = await pullFiles(services, readFiles(answer));
  await db.transaction().execute(async (trx) => {
    const dossier = await lockDossier(trx, dossierCode);
    const locked = await lockTransfer(trx, transferId);
    if (locked?.state !== 'PENDING') return;
    demandUnderWay(dossier);
    await attachPulled(trx, { transferId, dossierCode, uploadedById: requestedById, pulled, at: now() });
  });
}

/** Brings the bytes of iDesk's files here, checked against their digests. */
export async function pullFiles(
  { files: keeping, peer }: Pick<DeliveryServices, 'files' | 'peer'>,
  described: readonly IdeskFile[],
): Promise<PulledFiles> {
  const pulled = [];
  for (const { id, ...announced } of described) {
    const kept = await pullFile(keeping, announced, () => peer.file(`/peer/files/${encodeURIComponent(id)}`));
    pulled.push({ ...kept, sourceFileId: id });
  }
  return {
    files: pulled.map(({ file, sourceFileId }) => ({ ...file, sourceFileId })),
    claims: pulled.flatMap(({ claims }) => claims),
  };
}

/**
 * Attaches files whose bytes are here, and notes the crossing's arrival. The dossier must be locked.
 *
 * @throws RequestError `DOCUMENT_NOT_ISSUED` where one of them is a recalled document's.
 */
export async function attachPulled(
  trx: Transaction<IgateSchema>,
  arrival: {
    readonly transferId: string;
    readonly dossierCode: string;
    readonly uploadedById: string;
    readonly pulled: PulledFiles;
    readonly at: Date;
  },
): Promise<void> {
  const { transferId, dossierCode, uploadedById, pulled, at } = arrival;
  const { files, claims } = pulled;
  const sourceFileIds = files.map((file) => file.sourceFileId);
  await demandInForce(trx, sourceFileIds);
  await settleClaims(trx, claims);
  const stepId = await currentStepId(trx, dossierCode);
  await insertAttachments(
    trx,
    files.map((file) => ({
      ...file,
      dossierCode,
      kind: 'RESULT' as const,
      uploadedById,
      uploadedAt: at,
      stepId,
      transferId,
    })),
  );
  await setTransferFiles(trx, transferId, files);
  await markDelivered(trx, transferId, at);
  await changeDossier(trx, dossierCode, at, { has_results: true });
  await noteFirstResults(trx, dossierCode, at);
}

/** Notes that results cannot be fetched; the crossing may be put back in line. */
export async function giveUpResults({ db }: DeliveryServices, transferId: string, reason: Bilingual): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const locked = await lockTransfer(trx, transferId);
    if (locked?.state === 'PENDING') await markFailed(trx, transferId, reason);
  });
}
