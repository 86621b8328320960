import type { DeskUser } from '../domain/desk-user.ts';
import type { DeskDocument } from '../domain/document.ts';
import { sign } from '../domain/transitions.ts';
import { note } from '../domain/wording.ts';
import type { Desk } from './desk.ts';
import type { DraftStep } from './submit-draft.ts';
import { takeStep } from './take-step.ts';

/** Ký: by the department leader; the clerk can issue it from here on. */
export async function signDraft(desk: Desk, viewer: DeskUser, input: DraftStep): Promise<DeskDocument> {
  return takeStep(desk, viewer, {
    action: 'SIGN',
    id: input.draftId,
    version: input.version,
    event: 'SIGN',
    note: () => note(input.note),
    take: (draft, at) => sign(draft, { by: viewer.ssoAccount, at }),
  });
}
