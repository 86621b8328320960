import type { Bilingual } from '../../../platform/errors.ts';
import { isIssued } from '../domain/document.ts';
import { findDocumentById } from '../store/documents.ts';
import { countPushAttempt, findFilesOfPushes, findPush, markPushDelivered, markPushFailure } from '../store/pushes.ts';
import type { Desk } from './desk.ts';

/** How many attempts there have been, the one that begins included; null where the push is not under way any more. */
export async function beginPush(desk: Desk, pushId: string): Promise<number | null> {
  return countPushAttempt(desk.database, pushId);
}

/**
 * Brings a push to iGate, which pulls the files before it answers. Safe to repeat: iGate knows the push by its id.
 *
 * One of a document that was recalled meanwhile goes out too: only iGate knows whether an earlier attempt, whose answer was
 * lost, has arrived. It refuses one that has not.
 */
export async function deliverPush(desk: Desk, pushId: string): Promise<void> {
  const push = await findPush(desk.database, pushId);
  if (push?.state !== 'PENDING') return;
  const document = await findDocumentById(desk.database, push.documentId);
  if (!document || !isIssued(document)) throw new Error(`the push ${pushId} has no issued document`);
  const files = await findFilesOfPushes(desk.database, [pushId]);
  await desk.igate.send('PUT', `/peer/results/${pushId}`, {
    dossierCode: document.dossierCode,
    requestedBy: push.requestedBy,
    requestedAt: push.requestedAt.toISOString(),
    documentId: document.id,
    symbol: document.symbol,
    recalled: document.recalled !== null,
    files: files.map(({ id, name, mediaType, size, sha256 }) => ({ id, name, mediaType, size, sha256 })),
  });
  await markPushDelivered(desk.database, pushId, desk.now());
}

/** It waits: for another attempt, or for iGate. */
export async function postponePush(desk: Desk, pushId: string, reason: Bilingual): Promise<void> {
  await markPushFailure(desk.database, pushId, 'PENDING', reason);
}

/** Nobody will try again by itself; an officer may push anew. */
export async function giveUpPush(desk: Desk, pushId: string, reason: Bilingual): Promise<void> {
  await markPushFailure(desk.database, pushId, 'FAILED', reason);
}
