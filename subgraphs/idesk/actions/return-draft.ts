import type { DeskUser } from '../domain/desk-user.ts';
import type { DeskDocument } from '../domain/document.ts';
import { giveBack } from '../domain/transitions.ts';
import { reason } from '../domain/wording.ts';
import type { Desk } from './desk.ts';
import { takeStep } from './take-step.ts';

interface ReturnDraft {
  readonly draftId: string;
  readonly version: number;
  readonly reason: string;
}

/** Trả lại: to the specialist, by the division head after submission or by the leader after approval. */
export async function returnDraft(desk: Desk, viewer: DeskUser, input: ReturnDraft): Promise<DeskDocument> {
  return takeStep(desk, viewer, {
    action: 'RETURN',
    id: input.draftId,
    version: input.version,
    event: 'RETURN',
    note: () => reason(input.reason),
    take: (draft) => giveBack(draft, reason(input.reason)),
  });
}
