import type { DeskUser } from '../domain/desk-user.ts';
import { reason } from '../domain/wording.ts';
import type { Desk } from './desk.ts';
import { eachDraft, type DraftItem, type DraftOutcome } from './each-draft.ts';
import { returnDraft } from './return-draft.ts';

interface ReturnDrafts {
  readonly items: readonly DraftItem[];
  readonly reason: string;
}

/** Trả lại several drafts, all for the same reason. */
export async function returnDrafts(
  desk: Desk,
  viewer: DeskUser,
  input: ReturnDrafts,
): Promise<readonly DraftOutcome[]> {
  const given = reason(input.reason);
  return eachDraft(desk, viewer, input.items, {
    event: 'RETURN',
    take: (item) => returnDraft(desk, viewer, { ...item, reason: given }),
  });
}
