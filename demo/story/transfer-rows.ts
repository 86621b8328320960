import { officerOf } from '../world/officers.ts';
import type { Crossing } from './crossings.ts';
import type { IgateRow } from './dossier-story.ts';
import type { Outline } from './outline.ts';

interface TransferRows {
  readonly transfers: readonly IgateRow<'transfers'>[];
  readonly transferFiles: readonly IgateRow<'transfer_files'>[];
}

/** Why a send was given up. iDesk is there again, so that an administrator who tries it once more succeeds. */
const failure = {
  last_error_vi: 'iDesk không trả lời trong nhiều ngày. Hãy nhờ quản trị thử gửi lại.',
  last_error_en: 'iDesk did not answer for days. Ask the administrator to try again.',
} as const;

/** The crossings of a dossier as iGate keeps them. */
export function transferRows(code: string, { assignee }: Outline, crossing: Crossing | null): TransferRows {
  if (crossing === null) return { transfers: [], transferFiles: [] };
  const { sendId, subject, sentAt, sentFiles, attempts, desk, result } = crossing;
  const send: IgateRow<'transfers'> = {
    id: sendId,
    kind: 'SEND_TO_IDESK',
    state: desk ? 'DELIVERED' : 'FAILED',
    dossier_code: code,
    subject,
    requested_by: assignee.id,
    sso_account: assignee.ssoAccount,
    requested_at: sentAt,
    delivered_at: desk?.receivedAt ?? null,
    attempts,
    requested_file_ids: [],
    ...(desk
      ? {
          last_error_vi: null,
          last_error_en: null,
        }
      : failure),
    idesk_document_id: desk?.document.id ?? null,
    idesk_version: desk?.told.version ?? 0,
    due_revision_to_tell: null,
  };
  const sent = sentFiles.map(({ name, mediaType, size, sha256 }, position): IgateRow<'transfer_files'> => {
    const file = { name, media_type: mediaType, size, sha256 };
    return { transfer_id: sendId, position, source_file_id: null, ...file };
  });
  if (!result || !desk) return { transfers: [send], transferFiles: sent };

  const pulled = result.kind === 'ATTACH_RESULTS';
  const back: IgateRow<'transfers'> = {
    id: result.transferId,
    kind: result.kind,
    state: 'DELIVERED',
    dossier_code: code,
    subject: null,
    requested_by: officerOf(result.requestedBy).id,
    sso_account: result.requestedBy,
    requested_at: result.requestedAt,
    delivered_at: result.deliveredAt,
    attempts: 1,
    last_error_vi: null,
    last_error_en: null,
    idesk_version: 0,
    due_revision_to_tell: null,
    requested_file_ids: result.files.flatMap((file) => file.id ?? []),
    idesk_document_id: pulled ? null : desk.document.id,
  };
  const returned = result.files.map(({ id, name, media_type, size, sha256 }, position): IgateRow<'transfer_files'> => {
    return { transfer_id: result.transferId, position, source_file_id: id ?? null, name, media_type, size, sha256 };
  });
  return { transfers: [send, back], transferFiles: [...sent, ...returned] };
}
