import type { DeskUser } from '../domain/desk-user.ts';
import { note } from '../domain/wording.ts';
import { approveDraft } from './approve-draft.ts';
import type { Desk } from './desk.ts';
import { eachDraft, type DraftItem, type DraftOutcome } from './each-draft.ts';

/** What is done to several drafts with one remark. */
export interface DraftsStep {
  readonly items: readonly DraftItem[];
  readonly note?: string | null;
}

/** Duyệt several drafts. */
export async function approveDrafts(desk: Desk, viewer: DeskUser, input: DraftsStep): Promise<readonly DraftOutcome[]> {
  const remark = note(input.note);
  return eachDraft(desk, viewer, input.items, {
    event: 'APPROVE',
    take: (item) => approveDraft(desk, viewer, { ...item, note: remark }),
  });
}
