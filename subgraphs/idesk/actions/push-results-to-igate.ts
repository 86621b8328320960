import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { RequestError } from '../../../platform/errors.ts';
import type { DeskUser } from '../domain/desk-user.ts';
import type { IssuedDocument } from '../domain/document.ts';
import { documentId } from '../domain/ids.ts';
import { permitted } from '../domain/permitted.ts';
import { visibleTo } from '../domain/row-scope.ts';
import { documentNotFound } from '../domain/refusals.ts';
import type { ResultPush } from '../domain/result-push.ts';
import { rememberCrossing } from '../store/crossings.ts';
import { recordEvent } from '../store/document-events.ts';
import { findFilesOfDocuments } from '../store/document-files.ts';
import { lockDocument } from '../store/documents.ts';
import { findFilesOfPushes, findPush, findSamePush, insertPush } from '../store/pushes.ts';
import type { IdeskSchema } from '../store/schema.ts';
import { answerOnce } from './answer-once.ts';
import { queues, type Desk } from './desk.ts';
import { recordingRefusal } from './record-refusal.ts';

/** How long an officer waits for iGate's answer before being told that the push is under way, in milliseconds. */
const patienceMs = 600;

/** Without an idempotency key, the same files again so soon are a second click and not a second push. */
const secondClickMs = 10_000;

interface PushResults {
  readonly documentId: string;
  /** All the document's files where left out. */
  readonly fileIds?: readonly string[] | null;
  readonly idempotencyKey?: string | null;
}

/**
 * Chuyển đến phần mềm iGate: accepted once and for all here, then delivered as the dossier's results.
 *
 * @throws RequestError `NOT_FOUND`, `FORBIDDEN`, `DOCUMENT_NOT_ISSUED`, `WRONG_STEP` for a recalled document,
 *   `BAD_USER_INPUT` for one that did not come from iGate or for files that are not its own, `IDEMPOTENCY_KEY_REUSED`.
 */
export async function pushResultsToIgate(
  desk: Desk,
  viewer: DeskUser,
  input: PushResults,
): Promise<{ push: ResultPush; document: IssuedDocument }> {
  const id = documentId(input.documentId);
  const attempt = { viewer, action: 'PUSH_RESULTS', documentId: id } as const;
  const acceptIn = async (transaction: Transaction<IdeskSchema>) => {
    const document = await lockDocument(transaction, id, visibleTo(viewer));
    if (!document) throw documentNotFound();
    const issued = permitted(viewer, 'PUSH_RESULTS', document);
    const request = {
      officer: viewer.ssoAccount,
      key: input.idempotencyKey ?? null,
      operation: 'pushResultsToIgate',
      requestHash: requestHash(id, input.fileIds ?? null),
    };
    const pushId = await answerOnce(transaction, request, desk.now(), async () => {
      const fileIds = await chosenFiles(transaction, issued, input.fileIds ?? null);
      return accept(desk, viewer, transaction, issued, fileIds);
    });
    return { pushId, document: issued };
  };
  const accepted = await recordingRefusal(desk, attempt, () => desk.database.transaction().execute(acceptIn));
  await desk.outbox.settled(queues.pushResults, accepted.pushId, patienceMs);
  const push = await findPush(desk.database, accepted.pushId);
  if (!push) throw new Error(`the push ${accepted.pushId} has gone`);
  return { push, document: accepted.document };
}

async function chosenFiles(
  transaction: Transaction<IdeskSchema>,
  document: IssuedDocument,
  wanted: readonly string[] | null,
): Promise<readonly string[]> {
  const own = (await findFilesOfDocuments(transaction, [document.id])).map((file) => file.id);
  const chosen = wanted === null ? own : [...new Set(wanted)];
  if (chosen.length === 0) {
    throw new RequestError('BAD_USER_INPUT', {
      vi: 'Không có tệp nào để chuyển. Hãy chọn ít nhất một tệp của văn bản.',
      en: 'There is no file to push. Choose at least one of the document’s files.',
    });
  }
  if (!chosen.every((fileId) => own.includes(fileId))) {
    throw new RequestError('BAD_USER_INPUT', {
      vi: 'Có tệp không thuộc văn bản này. Hãy chọn trong các tệp của văn bản.',
      en: 'One of the files does not belong to this document. Choose among the document’s own.',
    });
  }
  return chosen;
}

/** @returns the push's id: of a new one, or of one with the same files that is still under way or has just been asked for. */
async function accept(
  desk: Desk,
  viewer: DeskUser,
  transaction: Transaction<IdeskSchema>,
  document: IssuedDocument,
  fileIds: readonly string[],
): Promise<string> {
  const at = desk.now();
  const officer = viewer.ssoAccount;
  const wanted = { documentId: document.id, requestedBy: officer, fileIds };
  const before = await findSamePush(transaction, { ...wanted, since: new Date(at.getTime() - secondClickMs) });
  if (before) return before.id;
  const id = await insertPush(transaction, { ...wanted, requestedAt: at });
  await rememberCrossing(transaction, { transferId: id, documentIds: [document.id], kind: 'PUSH_RESULTS', at });
  const files = (await findFilesOfPushes(transaction, [id])).map(({ name, size, sha256 }) => ({ name, size, sha256 }));
  const details = { symbol: document.symbol, files };
  await recordEvent(transaction, document, { action: 'PUSH_RESULTS', officer, at, details });
  await desk.outbox.enqueue(transaction, queues.pushResults, { id });
  return id;
}

function requestHash(id: string, fileIds: readonly string[] | null): string {
  const content = JSON.stringify([id, fileIds && [...new Set(fileIds)].toSorted()]);
  return createHash('sha256').update(content).digest('hex');
}
