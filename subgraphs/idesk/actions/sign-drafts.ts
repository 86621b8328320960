import type { DeskUser } from '../domain/desk-user.ts';
import { note } from '../domain/wording.ts';
import type { DraftsStep } from './approve-drafts.ts';
import type { Desk } from './desk.ts';
import { eachDraft, type DraftOutcome } from './each-draft.ts';
import { signDraft } from './sign-draft.ts';

/** Ký several drafts. */
export async function signDrafts(desk: Desk, viewer: DeskUser, input: DraftsStep): Promise<readonly DraftOutcome[]> {
  const remark = note(input.note);
  return eachDraft(desk, viewer, input.items, {
    event: 'SIGN',
    take: (item) => signDraft(desk, viewer, { ...item, note: remark }),
  });
}
