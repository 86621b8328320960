import type { FileUpload } from 'graphql-upload-ts';
import { settleClaims } from '../../../platform/files/file-claims.ts';
import { receiveUploads } from '../../../platform/files/receive-uploads.ts';
import { auditedFiles } from '../domain/audit.ts';
import type { DeskUser } from '../domain/desk-user.ts';
import type { DeskDocument } from '../domain/document.ts';
import { mayCreate } from '../domain/row-scope.ts';
import { notAllowed } from '../domain/refusals.ts';
import type { DocumentKind, Urgency } from '../domain/vocabulary.ts';
import { subject } from '../domain/wording.ts';
import { recordEvent } from '../store/document-events.ts';
import { insertFiles } from '../store/document-files.ts';
import { insertDraft } from '../store/documents.ts';
import type { Desk } from './desk.ts';
import { recordingRefusal } from './record-refusal.ts';

interface CreateDraft {
  readonly subject: string;
  readonly kind: DocumentKind;
  readonly urgency: Urgency;
  readonly files: readonly Promise<FileUpload>[];
}

/** Begins a draft of the officer's own. @throws RequestError `FORBIDDEN`, `BAD_USER_INPUT`, and what uploads can meet. */
export async function createDraft(desk: Desk, viewer: DeskUser, input: CreateDraft): Promise<DeskDocument> {
  const attempt = { viewer, action: 'CREATE', documentId: null } as const;
  const divisionId = await recordingRefusal(desk, attempt, async () => divisionOf(viewer));
  const wording = subject(input.subject);
  const { files, claims } = await receiveUploads(desk.files, input.files, desk.uploads);
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
      due: null,
      createdBy: viewer.ssoAccount,
      createdAt: at,
    });
    await settleClaims(transaction, claims);
    await insertFiles(transaction, draft.id, files, { by: viewer.ssoAccount, at });
    const details = { subject: wording, files: auditedFiles(files) };
    await recordEvent(transaction, draft, { action: 'CREATE', officer: viewer.ssoAccount, at, details });
    return draft;
  });
}

/** The division that a draft of this officer's belongs to. */
function divisionOf(viewer: DeskUser): string {
  if (!mayCreate(viewer) || viewer.divisionId === null) throw notAllowed('CREATE');
  return viewer.divisionId;
}
