import type { Language } from '../../../platform/errors.ts';
import type { DocumentEventKind } from './vocabulary.ts';

/** What the audit log records: every action of an officer, and every arrival from iGate in an officer's name. */
export type AuditAction = DocumentEventKind | 'DOWNLOAD_FILE';

export type AuditOutcome = 'DONE' | 'REFUSED';

/** Facts of an entry. */
export interface AuditDetails {
  /** Of the document, after the action. */
  readonly version?: number | undefined;
  readonly subject?: string | undefined;
  readonly symbol?: string | undefined;
  /** What the officer wrote beside it, such as the reason of a recall. */
  readonly note?: string | undefined;
  readonly files?: readonly { readonly name: string; readonly size: number; readonly sha256: string }[] | undefined;
  /** IP address of somebody who tried what nobody may. */
  readonly from?: string | undefined;
  /** Code of the error that refused the attempt. */
  readonly refusal?: string | undefined;
}

/** Of a file, what the log keeps. */
export function auditedFiles(files: NonNullable<AuditDetails['files']>): AuditDetails['files'] {
  return files.length > 0 ? files.map(({ name, size, sha256 }) => ({ name, size, sha256 })) : undefined;
}

export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  /** SSO account; null for whoever tried a file address that was never given out. */
  readonly officer: string | null;
  readonly action: AuditAction;
  readonly documentId: string | null;
  readonly dossierCode: string | null;
  readonly outcome: AuditOutcome;
  readonly details: AuditDetails;
}

const labels = {
  vi: {
    version: 'Phiên bản',
    subject: 'Trích yếu',
    symbol: 'Ký hiệu',
    note: 'Ghi chú',
    files: 'Tệp',
    from: 'Địa chỉ mạng',
    refusal: 'Bị từ chối',
  },
  en: {
    version: 'Version',
    subject: 'Subject',
    symbol: 'Symbol',
    note: 'Note',
    files: 'Files',
    from: 'Network address',
    refusal: 'Refused',
  },
} as const satisfies Record<Language, Record<keyof AuditDetails, string>>;

/**
 * The entry's facts as one sentence for people; null where there is nothing to add to action and outcome.
 *
 * @example 'Phiên bản: 4; Ký hiệu: 398/TB-SNN'
 */
export function auditDetailsText(details: AuditDetails, language: Language): string | null {
  const { version, subject, symbol, note, files, from, refusal } = details;
  const names = files?.map(({ name }) => name).join(', ');
  const facts = { version, subject, symbol, note, files: names, from, refusal };
  const label = labels[language];
  const parts = detailNames.flatMap((name) => (facts[name] ? [`${label[name]}: ${facts[name]}`] : []));
  return parts.length > 0 ? parts.join('; ') : null;
}

const detailNames = ['version', 'subject', 'symbol', 'note', 'files', 'from', 'refusal'] as const;
