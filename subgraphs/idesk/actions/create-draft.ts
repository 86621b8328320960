import type { FileUpload } from 'graphql-upload-ts';
import { receiveUploads } from '../../../platform/files/receive-uploads.ts';
import type { DeskUser } from '../domain/desk-user.ts';
import type { DeskDocument } from '../domain/document.ts';
import { mayCreate } from '../domain/permissions.ts';
import { notAllowed } from '../domain/refusals.ts';
import type { DocumentKind, Urgency } from '../domain/vocabulary.ts';
import { subject } from '../domain/wording.ts';
import { recordEvent } from '../store/document-events.ts';
import { insertFiles } from '../store/document-files.ts';
import { insertDraft } from '../store/documents.ts';
import type { Desk } from './desk.ts';

interface CreateDraft {
  readonly subject: string;
  readonly kind: DocumentKind;
  readonly urgency: Urgency;
  readonly files: readonly Promise<FileUpload>[];
}

/** Begins a draft of the officer's own. @throws RequestError `FORBIDDEN`, `BAD_USER_INPUT`, and what uploads can meet. */
export async function createDraft(desk: Desk, viewer: DeskUser, input: CreateDraft): Promise<DeskDocument> {
  const { divisionId } = viewer;
  if (!mayCreate(viewer) || divisionId === null) throw notAllowed('CREATE');
  const wording = subject(input.subject);
  const files = await receiveUploads(desk.files, input.files, desk.uploads);
  const at = desk.now();
  return desk.database.transaction().execute(async (transaction) => {
    const draft = await insertDraft(transaction, {
      departmentId: viewer.departmentId,
      divisionId,
      subject: wording,
      kind: input.kind,
      urgency: input.urgency,
      dossierCode: null,
      transferId: null,
      createdBy: viewer.ssoAccount,
      createdAt: at,
    });
    await insertFiles(transaction, draft.id, files, { by: viewer.ssoAccount, at });
    await recordEvent(transaction, draft, { action: 'CREATE', officer: viewer.ssoAccount, at });
    return draft;
  });
}
