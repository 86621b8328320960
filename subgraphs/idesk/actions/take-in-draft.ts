import { RequestError } from '../../../platform/errors.ts';
import { settleClaims } from '../../../platform/files/file-claims.ts';
import type { StoredFile } from '../../../platform/files/file-store.ts';
import { pullFile, type PulledFile } from '../../../platform/files/pull-file.ts';
import { receiveOnce } from '../../../platform/transfers/inbox.ts';
import { auditedFiles } from '../domain/audit.ts';
import type { DeskUser } from '../domain/desk-user.ts';
import type { DeskDocument } from '../domain/document.ts';
import { mayCreate } from '../domain/row-scope.ts';
import { subject } from '../domain/wording.ts';
import { rememberCrossing } from '../store/crossings.ts';
import { findActiveDeskUser } from '../store/desk-users.ts';
import { recordEvent } from '../store/document-events.ts';
import { insertFiles } from '../store/document-files.ts';
import { findDocumentOfTransfer, insertDraft } from '../store/documents.ts';
import type { DueDate } from '../store/due-dates.ts';
import type { Desk } from './desk.ts';

/** What iGate sends of a dossier: nothing of its applicant. */
export interface SentDossier {
  readonly transferId: string;
  readonly dossierCode: string;
  readonly subject: string;
  /** Whose draft it becomes. */
  readonly ssoAccount: string;
  readonly files: readonly StoredFile[];
  /** Null where the message says nothing of it. */
  readonly due: DueDate | null;
  /** It was withdrawn, rejected or returned while it was on its way: what has not been taken in by now comes too late. */
  readonly dossierHasEnded: boolean;
}

/**
 * Makes a sent dossier a draft of its officer's: files first, pulled and checked, then the draft in one transaction. A
 * transfer that was taken in already answers with the same draft, whatever has become of it since.
 *
 * @throws RequestError for what no repetition can mend: a dossier that has ended, an SSO account that iDesk does not know
 *   or that may not draft, a file that iGate has lost or of a type that is not allowed. Anything else is worth another try.
 */
export async function takeInDraft(desk: Desk, sent: SentDossier): Promise<DeskDocument> {
  const known = await findDocumentOfTransfer(desk.database, sent.transferId);
  if (known) return known;
  if (sent.dossierHasEnded) throw endedDossier();
  const { officer, divisionId } = await drafter(desk, sent.ssoAccount);
  const wording = subject(sent.subject);
  const pulled: PulledFile[] = [];
  for (const file of sent.files) {
    const path = `/peer/transfers/${sent.transferId}/files/${file.sha256}`;
    pulled.push(await pullFile(desk.files, file, () => desk.igate.file(path)));
  }
  const files = pulled.map(({ file }) => file);
  const claims = pulled.flatMap((one) => one.claims);
  const at = desk.now();
  return desk.database.transaction().execute(async (transaction) => {
    if (!(await receiveOnce(transaction, sent.transferId))) {
      const taken = await findDocumentOfTransfer(transaction, sent.transferId);
      if (!taken) throw new Error(`the transfer ${sent.transferId} was taken in without a draft`);
      return taken;
    }
    const draft = await insertDraft(transaction, {
      departmentId: officer.departmentId,
      divisionId,
      subject: wording,
      kind: 'CONG_VAN',
      urgency: 'NORMAL',
      dossierCode: sent.dossierCode,
      transferId: sent.transferId,
      due: sent.due,
      createdBy: officer.ssoAccount,
      createdAt: at,
    });
    await settleClaims(transaction, claims);
    await insertFiles(transaction, draft.id, files, { by: officer.ssoAccount, at });
    const crossing = { transferId: sent.transferId, documentIds: [draft.id], kind: 'SEND_TO_IDESK', at } as const;
    await rememberCrossing(transaction, crossing);
    const details = { subject: wording, files: auditedFiles(files) };
    await recordEvent(transaction, draft, { action: 'RECEIVE_FROM_IGATE', officer: officer.ssoAccount, at, details });
    return draft;
  });
}

function endedDossier(): RequestError {
  return new RequestError('WRONG_STEP', {
    vi: 'Hồ sơ đã rút, bị từ chối hoặc đã trả kết quả trong khi chờ chuyển, nên không chuyển sang iDesk nữa.',
    en: 'The dossier was withdrawn, rejected or returned while it was waiting, so it is not sent to iDesk any more.',
  });
}

async function drafter(desk: Desk, ssoAccount: string): Promise<{ officer: DeskUser; divisionId: string }> {
  const officer = await findActiveDeskUser(desk.database, ssoAccount);
  if (!officer) {
    throw new RequestError('NOT_FOUND', {
      vi: `iDesk không có tài khoản “${ssoAccount}”. Hãy kiểm tra “Tài khoản liên kết cổng CBCC” rồi gửi lại.`,
      en: `iDesk knows no account “${ssoAccount}”. Check the linked SSO account, then send again.`,
    });
  }
  if (!mayCreate(officer) || officer.divisionId === null) {
    throw new RequestError('BAD_USER_INPUT', {
      vi: `Tài khoản “${ssoAccount}” không soạn thảo văn bản trong iDesk. Hãy nhờ quản trị cấp vai trò chuyên viên.`,
      en: `The account “${ssoAccount}” drafts no documents in iDesk. Ask the administrator for the specialist’s role.`,
    });
  }
  return { officer, divisionId: officer.divisionId };
}
