import type { Language } from '../../../platform/errors.ts';
import type { FileDescription } from './attachment.ts';

export type AuditAction =
  | 'SIGN_IN'
  | 'LINK_SSO_ACCOUNT'
  | 'RECEIVE'
  | 'ASSIGN'
  | 'ADD_ATTACHMENTS'
  | 'REQUEST_SUPPLEMENT'
  | 'SUSPEND'
  | 'RESUME'
  | 'SEND_TO_IDESK'
  | 'ATTACH_RESULTS'
  | 'RECEIVE_PUSHED_RESULTS'
  | 'RECALL_RESULTS'
  | 'COMPLETE_STEP'
  | 'RETRY_TRANSFER'
  | 'CHANGE_CALENDAR'
  | 'VIEW_PERSONAL_DATA'
  | 'DOWNLOAD_FILE';

export type AuditOutcome = 'DONE' | 'REFUSED' | 'FAILED';

/** Facts of an entry; never personal data of an applicant, for the log outlives the right to see it. */
export interface AuditDetails {
  readonly account?: string | undefined;
  readonly subject?: string | undefined;
  readonly note?: string | undefined;
  readonly files?: readonly Pick<FileDescription, 'name' | 'size' | 'sha256'>[] | undefined;
  /** IP address of somebody who tried what nobody may. */
  readonly from?: string | undefined;
  /** Code of the error that refused the attempt. */
  readonly refusal?: string | undefined;
}

export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly officerId: string | null;
  readonly action: AuditAction;
  readonly dossierCode: string | null;
  readonly outcome: AuditOutcome;
  readonly details: AuditDetails;
}

/** Actions whose files come from iDesk: all others may name the applicant's own papers. */
const actionsOnResults: readonly AuditAction[] = ['ATTACH_RESULTS', 'RECEIVE_PUSHED_RESULTS', 'RECALL_RESULTS'];

/** The entry for those from whom the applicant is withheld: without the names of papers, which may tell who it is. */
export function withoutPapers(entry: AuditEntry): AuditEntry {
  if (actionsOnResults.includes(entry.action)) return entry;
  return { ...entry, details: { ...entry.details, files: undefined } };
}

const labels = {
  vi: {
    account: 'Tài khoản',
    subject: 'Trích yếu',
    note: 'Ghi chú',
    files: 'Tệp',
    from: 'Địa chỉ mạng',
    refusal: 'Bị từ chối',
  },
  en: {
    account: 'Account',
    subject: 'Subject',
    note: 'Note',
    files: 'Files',
    from: 'Network address',
    refusal: 'Refused',
  },
} as const satisfies Record<Language, Record<keyof AuditDetails, string>>;

/**
 * The entry's facts as one sentence for people; null where there is nothing to add to action and outcome.
 *
 * @example 'Trích yếu: Cấp giấy phép bưu chính; Tệp: tờ khai.pdf, sơ đồ.png'
 */
export function auditDetailsText(details: AuditDetails, language: Language): string | null {
  const label = labels[language];
  const parts: string[] = [];
  if (details.account) parts.push(`${label.account}: ${details.account}`);
  if (details.subject) parts.push(`${label.subject}: ${details.subject}`);
  if (details.note) parts.push(`${label.note}: ${details.note}`);
  if (details.files?.length) parts.push(`${label.files}: ${details.files.map((file) => file.name).join(', ')}`);
  if (details.from) parts.push(`${label.from}: ${details.from}`);
  if (details.refusal) parts.push(`${label.refusal}: ${details.refusal}`);
  return parts.length > 0 ? parts.join('; ') : null;
}
