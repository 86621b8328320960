import type { Kysely, Transaction } from 'kysely';
import type { Attachment } from '../domain/attachment.ts';
import { badInput } from '../domain/input.ts';
import type { Officer } from '../domain/officer.ts';
import { PeerUnavailable } from '../../../platform/transfers/peer.ts';
import { attachmentsBySource } from '../store/attachments.ts';
import { writeAuditEntry } from '../store/audit-log.ts';
import { changeDossier } from '../store/dossiers.ts';
import { isKnownKey, once } from '../store/idempotency-keys.ts';
import type { IgateSchema } from '../store/schema.ts';
import { insertTransfer, setTransferFiles } from '../store/transfer-changes.ts';
import { pendingAttachOf } from '../store/transfers.ts';
import { awaitArrival } from './await-arrival.ts';
import { demandAction, demandVisible, lockForAction, recordingRefusal } from './demand-action.ts';
import { readFiles, type IdeskFile } from './peer-messages.ts';
import { idempotencyKey, requestHash } from './request-hash.ts';
import { crossingQueue, type IgateServices } from './services.ts';
import { demandInForce } from './take-back-results.ts';

export interface AttachResultsInput {
  readonly dossierCode: string;
  /** Of iDesk files: those that `Dossier.availableResults` offers. */
  readonly fileIds: readonly string[];
  readonly idempotencyKey?: string | null | undefined;
}

/** The officer waits while iDesk is asked; past this, the request is accepted and the workers go on. */
const askTimeoutMs = 450;

/**
 * "Lấy từ iDesk": attaches files of issued documents to the dossier as its results. Answers with the transfer, which may
 * still be on its way, and with those of the attachments that are there.
 *
 * Files that are attached already stay as they are; where that holds for all of them nothing is recorded anew, and the
 * answer is the transfer that attached them.
 *
 * @throws RequestError `NOT_FOUND`, `FORBIDDEN`, `WRONG_STEP`; `BAD_USER_INPUT` without files; what iDesk refuses with
 *   (`NOT_FOUND`, `DOCUMENT_NOT_ISSUED`, …), in which case nothing is recorded; `IDEMPOTENCY_KEY_REUSED`.
 */
export async function attachResults(
  services: IgateServices,
  officer: Officer,
  input: AttachResultsInput,
): Promise<{ transferId: string; attachments: readonly Attachment[] }> {
  const { db } = services;
  const attempt = { officer, action: 'ATTACH_RESULTS', dossierCode: input.dossierCode } as const;
  return recordingRefusal(services, attempt, async () => {
    const key = idempotencyKey(input.idempotencyKey);
    const repeated = key !== null && (await isKnownKey(db, officer.id, key));
    const dossier = await (repeated ? demandVisible(db, attempt) : demandAction(db, attempt));
    const fileIds = distinctIds(input.fileIds);
    const askedAt = performance.now();
    const described = repeated ? null : await describeMissing(services, dossier.code, fileIds);
    const waitedMs = performance.now() - askedAt;
    const at = services.now();
    const hash = requestHash([dossier.code, fileIds.toSorted()]);
    const transferId = await db.transaction().execute((trx) =>
      once(trx, { officerId: officer.id, key, operation: 'attachResults', hash, at }, async () => {
        const { code } = await lockForAction(trx, attempt);
        await demandInForce(trx, fileIds);
        const known = await earlierTransfer(trx, code, fileIds);
        return known ?? record(services, trx, { officer, code, fileIds, described, at });
      }),
    );
    await awaitArrival(services, transferId, waitedMs);
    return { transferId, attachments: await attachmentsBySource(db, dossier.code, fileIds) };
  });
}

function distinctIds(ids: readonly string[]): readonly string[] {
  if (ids.length === 0) throw badInput('Hãy chọn ít nhất một tệp kết quả.', 'Choose at least one result file.');
  if (ids.length > 100 || ids.some((id) => !/^[\w-]{1,64}$/.test(id))) {
    throw badInput(
      'Danh sách tệp không hợp lệ. Hãy chọn lại từ danh sách kết quả.',
      'These are not ids of result files. Choose from `availableResults`, at most 100 at a time.',
    );
  }
  return [...new Set(ids)];
}

/** The transfer that has attached all of these files, or is about to. */
async function earlierTransfer(
  db: Kysely<IgateSchema>,
  dossierCode: string,
  fileIds: readonly string[],
): Promise<string | null> {
  const attached = await attachmentsBySource(db, dossierCode, fileIds);
  const last = attached.at(-1)?.transferId ?? null;
  if (attached.length === fileIds.length && last !== null) return last;
  return (await pendingAttachOf(db, dossierCode, fileIds))?.id ?? null;
}

/** What iDesk says of the files that are not here yet; null where there are none, or where iDesk does not answer now. */
async function describeMissing(
  { db, peer, logger }: IgateServices,
  dossierCode: string,
  fileIds: readonly string[],
): Promise<readonly IdeskFile[] | null> {
  if (await earlierTransfer(db, dossierCode, fileIds)) return null;
  const attached = await attachmentsBySource(db, dossierCode, fileIds);
  const missing = fileIds.filter((id) => !attached.some((attachment) => attachment.sourceFileId === id));
  try {
    return readFiles(await peer.send('POST', '/peer/result-files', { dossierCode, fileIds: missing }, askTimeoutMs));
  } catch (error) {
    if (!(error instanceof PeerUnavailable)) throw error;
    logger.warn({ err: error, dossierCode }, 'iDesk does not answer; results will be attached later');
    return null;
  }
}

interface Attaching {
  readonly officer: Officer;
  readonly code: string;
  readonly fileIds: readonly string[];
  readonly described: readonly IdeskFile[] | null;
  readonly at: Date;
}

async function record(
  { outbox }: IgateServices,
  trx: Transaction<IgateSchema>,
  { officer, code, fileIds, described, at }: Attaching,
): Promise<string> {
  const attached = await attachmentsBySource(trx, code, fileIds);
  const missing = fileIds.filter((id) => !attached.some((attachment) => attachment.sourceFileId === id));
  const id = await insertTransfer(trx, {
    kind: 'ATTACH_RESULTS',
    dossierCode: code,
    requestedById: officer.id,
    ssoAccount: officer.linkedSsoAccount,
    requestedAt: at,
    requestedFileIds: missing.length > 0 ? missing : fileIds,
  });
  const files = (described ?? []).map(({ id: sourceFileId, ...file }) => ({ ...file, sourceFileId }));
  await setTransferFiles(trx, id, files);
  await changeDossier(trx, code, at, {});
  await writeAuditEntry(trx, {
    at,
    officerId: officer.id,
    action: 'ATTACH_RESULTS',
    dossierCode: code,
    details: described
      ? { files: files.map(({ name, size, sha256 }) => ({ name, size, sha256 })) }
      : { note: missing.join(', ') },
  });
  await outbox.enqueue(trx, crossingQueue.ATTACH_RESULTS, { id });
  return id;
}
