import type { DeskUser } from '../domain/desk-user.ts';
import type { DeskDocument } from '../domain/document.ts';
import { submit } from '../domain/transitions.ts';
import { note } from '../domain/wording.ts';
import type { Desk } from './desk.ts';
import { takeStep } from './take-step.ts';

export interface DraftStep {
  readonly draftId: string;
  readonly version: number;
  readonly note?: string | null;
}

/** Trình: from the specialist to the head of the division. */
export async function submitDraft(desk: Desk, viewer: DeskUser, input: DraftStep): Promise<DeskDocument> {
  return takeStep(desk, viewer, {
    action: 'SUBMIT',
    id: input.draftId,
    version: input.version,
    event: 'SUBMIT',
    note: () => note(input.note),
    take: (draft, at) => submit(draft, { by: viewer.ssoAccount, at }),
  });
}
