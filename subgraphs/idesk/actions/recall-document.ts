import type { DeskUser } from '../domain/desk-user.ts';
import type { IssuedDocument } from '../domain/document.ts';
import { recall } from '../domain/transitions.ts';
import { reason } from '../domain/wording.ts';
import type { Desk } from './desk.ts';
import { takeStep } from './take-step.ts';

interface RecallDocument {
  readonly documentId: string;
  readonly reason: string;
}

/** Thu hồi: the document keeps its number, and its files can be attached to no dossier any more. */
export async function recallDocument(desk: Desk, viewer: DeskUser, input: RecallDocument): Promise<IssuedDocument> {
  return takeStep(desk, viewer, {
    action: 'RECALL',
    id: input.documentId,
    event: 'RECALL',
    details: ({ symbol }) => ({ symbol }),
    note: () => reason(input.reason),
    take: (document, at) => recall(document, { by: viewer.ssoAccount, at }, reason(input.reason)),
  });
}
