import type { DeskUser } from '../domain/desk-user.ts';
import type { IssuedDocument } from '../domain/document.ts';
import { archive } from '../domain/transitions.ts';
import type { Desk } from './desk.ts';
import { takeStep } from './take-step.ts';

/** Lưu: from the list of documents under way to the archive. Archiving what is archived changes nothing. */
export async function archiveDocument(
  desk: Desk,
  viewer: DeskUser,
  input: { readonly documentId: string },
): Promise<IssuedDocument> {
  return takeStep(desk, viewer, {
    action: 'ARCHIVE',
    id: input.documentId,
    event: 'ARCHIVE',
    take: (document, at) => (document.archived ? document : archive(document, { by: viewer.ssoAccount, at })),
  });
}
