import { RequestError } from '../../../platform/errors.ts';
import type { DeskUser } from '../domain/desk-user.ts';
import type { DeskDocument } from '../domain/document.ts';
import { demandFewDistinct } from '../domain/draft-selection.ts';
import { isId } from '../domain/ids.ts';
import { visibleTo } from '../domain/row-scope.ts';
import type { DocumentEventKind } from '../domain/vocabulary.ts';
import { isStepTaken } from '../store/document-events.ts';
import { findDocuments } from '../store/documents.ts';
import type { Desk } from './desk.ts';

/** One of several drafts, in the version that the caller has seen. */
export interface DraftItem {
  readonly draftId: string;
  readonly version: number;
}

/** What became of one of several drafts. */
export type DraftOutcome =
  | { readonly draftId: string; readonly document: DeskDocument; readonly error: null }
  | { readonly draftId: string; readonly document: null; readonly error: RequestError };

interface BulkStep {
  readonly event: DocumentEventKind;
  readonly take: (item: DraftItem) => Promise<DeskDocument>;
}

/**
 * Takes one step of several drafts, one after the other in the order they are named. Each is a transaction of its own, so
 * that it succeeds or fails by itself. A step that the officer has taken already, from the same version, is not taken again
 * and counts as done: whoever lost the answer sends the request once more.
 *
 * @throws RequestError `BAD_USER_INPUT` for no drafts, more than 50, or one that is named twice; nothing is done then.
 */
export async function eachDraft(
  desk: Desk,
  viewer: DeskUser,
  items: readonly DraftItem[],
  step: BulkStep,
): Promise<readonly DraftOutcome[]> {
  demandFewDistinct(items.map(({ draftId }) => draftId));
  const outcomes: DraftOutcome[] = [];
  for (const item of items) outcomes.push(await outcomeOf(desk, viewer, item, step));
  return outcomes;
}

async function outcomeOf(desk: Desk, viewer: DeskUser, item: DraftItem, step: BulkStep): Promise<DraftOutcome> {
  const { draftId } = item;
  try {
    return { draftId, document: await step.take(item), error: null };
  } catch (error) {
    if (!(error instanceof RequestError)) {
      // The drafts before this one have taken their step: the caller must learn of it.
      desk.logger.error({ err: error, draftId, action: step.event }, 'one draft of several failed');
      return { draftId, document: null, error: new RequestError('INTERNAL_SERVER_ERROR') };
    }
    const document = error.code === 'VERSION_CONFLICT' ? await alreadyTaken(desk, viewer, item, step.event) : null;
    return document ? { draftId, document, error: null } : { draftId, document: null, error };
  }
}

/** The draft as it is now, where this officer has taken the step from this version before. */
async function alreadyTaken(
  { database }: Desk,
  viewer: DeskUser,
  { draftId, version }: DraftItem,
  action: DocumentEventKind,
): Promise<DeskDocument | null> {
  const step = { documentId: draftId, version: version + 1, action, officer: viewer.ssoAccount };
  if (!isId(draftId) || !(await isStepTaken(database, step))) return null;
  const [document] = await findDocuments(database, [draftId], visibleTo(viewer));
  return document ?? null;
}
