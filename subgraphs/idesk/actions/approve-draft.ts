import type { DeskUser } from '../domain/desk-user.ts';
import type { DeskDocument } from '../domain/document.ts';
import { approve } from '../domain/transitions.ts';
import { note } from '../domain/wording.ts';
import type { Desk } from './desk.ts';
import type { DraftStep } from './submit-draft.ts';
import { takeStep } from './take-step.ts';

/** Duyệt: from the head of the division to the department leader. */
export async function approveDraft(desk: Desk, viewer: DeskUser, input: DraftStep): Promise<DeskDocument> {
  return takeStep(desk, viewer, {
    action: 'APPROVE',
    id: input.draftId,
    version: input.version,
    event: 'APPROVE',
    note: () => note(input.note),
    take: (draft, at) => approve(draft, { by: viewer.ssoAccount, at }),
  });
}
