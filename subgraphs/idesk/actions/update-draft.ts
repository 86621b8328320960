import type { DeskUser } from '../domain/desk-user.ts';
import type { DeskDocument } from '../domain/document.ts';
import { change } from '../domain/transitions.ts';
import type { DocumentKind, Urgency } from '../domain/vocabulary.ts';
import { subject } from '../domain/wording.ts';
import type { Desk } from './desk.ts';
import { takeStep } from './take-step.ts';

interface UpdateDraft {
  readonly draftId: string;
  readonly version: number;
  readonly subject?: string | null;
  readonly kind?: DocumentKind | null;
  readonly urgency?: Urgency | null;
}

/** Changes what is given and leaves the rest; a change of nothing leaves the version too. */
export async function updateDraft(desk: Desk, viewer: DeskUser, input: UpdateDraft): Promise<DeskDocument> {
  return takeStep(desk, viewer, {
    action: 'UPDATE',
    id: input.draftId,
    version: input.version,
    event: 'UPDATE',
    details: (draft) => ({ subject: draft.subject }),
    take: (draft) => {
      const wanted = {
        subject: input.subject == null ? draft.subject : subject(input.subject),
        kind: input.kind ?? draft.kind,
        urgency: input.urgency ?? draft.urgency,
      };
      const same = wanted.subject === draft.subject && wanted.kind === draft.kind && wanted.urgency === draft.urgency;
      return same ? draft : change(draft, wanted);
    },
  });
}
