import type { FileUpload } from 'graphql-upload-ts';
import { RequestError } from '../../../platform/errors.ts';
import { settleClaims } from '../../../platform/files/file-claims.ts';
import { receiveUploads } from '../../../platform/files/receive-uploads.ts';
import { auditedFiles } from '../domain/audit.ts';
import type { DeskUser } from '../domain/desk-user.ts';
import type { DeskDocument } from '../domain/document.ts';
import { documentId } from '../domain/ids.ts';
import { permitted } from '../domain/permitted.ts';
import { visibleTo } from '../domain/row-scope.ts';
import { documentNotFound } from '../domain/refusals.ts';
import { change } from '../domain/transitions.ts';
import { insertFiles } from '../store/document-files.ts';
import { findDocuments } from '../store/documents.ts';
import type { Desk } from './desk.ts';
import { recordingRefusal } from './record-refusal.ts';
import { takeStep } from './take-step.ts';

interface AddDraftFiles {
  readonly draftId: string;
  readonly version: number;
  readonly files: readonly Promise<FileUpload>[];
}

/** Adds files behind those that the draft has. */
export async function addDraftFiles(desk: Desk, viewer: DeskUser, input: AddDraftFiles): Promise<DeskDocument> {
  // Refused before the bytes are taken in, so that nobody uploads gigabytes for nothing.
  const [draft] = await findDocuments(desk.database, [documentId(input.draftId)], visibleTo(viewer));
  if (!draft) throw documentNotFound();
  const attempt = { viewer, action: 'ADD_FILES', documentId: draft.id } as const;
  await recordingRefusal(desk, attempt, async () => permitted(viewer, 'UPDATE', draft, input.version));
  if (input.files.length === 0) {
    throw new RequestError('BAD_USER_INPUT', {
      vi: 'Chưa chọn tệp nào. Hãy chọn ít nhất một tệp.',
      en: 'No file was chosen. Choose at least one.',
    });
  }
  const { files, claims } = await receiveUploads(desk.files, input.files, desk.uploads);
  return takeStep(desk, viewer, {
    action: 'UPDATE',
    id: input.draftId,
    version: input.version,
    event: 'ADD_FILES',
    details: () => ({ files: auditedFiles(files) }),
    take: async (current, at, transaction) => {
      await settleClaims(transaction, claims);
      await insertFiles(transaction, current.id, files, { by: viewer.ssoAccount, at });
      return change(current, {});
    },
  });
}
