import type { FileUpload } from 'graphql-upload-ts';
import { settleClaims } from '../../../platform/files/file-claims.ts';
import { receiveUploads } from '../../../platform/files/receive-uploads.ts';
import type { Attachment, AttachmentKind } from '../domain/attachment.ts';
import { badInput } from '../domain/input.ts';
import type { Officer } from '../domain/officer.ts';
import { insertAttachments } from '../store/attachments.ts';
import { writeAuditEntry } from '../store/audit-log.ts';
import { changeDossier } from '../store/dossiers.ts';
import { currentStepId } from '../store/processing-steps.ts';
import { demandAction, lockForAction, recordingRefusal, type Attempt } from './demand-action.ts';
import type { IgateServices } from './services.ts';

export interface AddAttachmentsInput {
  readonly dossierCode: string;
  readonly kind: AttachmentKind;
  readonly files: readonly Promise<FileUpload>[];
}

/**
 * Adds components (at the counter) or processing files (by the assignee). Answers with the new attachments.
 *
 * @throws RequestError `NOT_FOUND`, `FORBIDDEN`, `WRONG_STEP`; `BAD_USER_INPUT` for results, which come from iDesk only,
 *   and for no file at all; the errors of `receiveUploads`.
 */
export async function addAttachments(
  services: IgateServices,
  officer: Officer,
  input: AddAttachmentsInput,
): Promise<readonly Attachment[]> {
  // Results are nobody's to add by hand: who may act on the dossier at all is told so, others are refused as ever.
  const kind = input.kind === 'RESULT' ? {} : { attachments: input.kind };
  const attempt: Attempt = { officer, action: 'ADD_ATTACHMENTS', dossierCode: input.dossierCode, ...kind };
  return recordingRefusal(services, { ...attempt, action: 'ADD_ATTACHMENTS' }, async () => {
    await demandAction(services.db, attempt);
    if (input.kind === 'RESULT') {
      throw badInput(
        'Tập tin kết quả được lấy từ iDesk, không thêm bằng tay. Hãy dùng "Lấy từ iDesk".',
        'Result files come from iDesk and are not added by hand. Use `attachResults`.',
      );
    }
    if (input.files.length === 0) throw badInput('Hãy chọn ít nhất một tệp.', 'Choose at least one file.');
    const { files, claims } = await receiveUploads(services.files, input.files, services.uploads);
    const at = services.now();
    return services.db.transaction().execute(async (trx) => {
      const { code } = await lockForAction(trx, attempt);
      await settleClaims(trx, claims);
      const stepId = await currentStepId(trx, code);
      const added = await insertAttachments(
        trx,
        files.map((file) => ({
          ...file,
          dossierCode: code,
          kind: input.kind,
          uploadedById: officer.id,
          uploadedAt: at,
          stepId,
        })),
      );
      await changeDossier(trx, code, at, {});
      await writeAuditEntry(trx, {
        at,
        officerId: officer.id,
        action: 'ADD_ATTACHMENTS',
        dossierCode: code,
        details: { files: files.map(({ name, size, sha256 }) => ({ name, size, sha256 })) },
      });
      return added;
    });
  });
}
