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
  /** Code of the error that refused the attempt. */
  readonly refusal?: string | undefined;
}

/** Of a file, what the log keeps. */
export function auditedFiles(files: NonNullable<AuditDetails['files']>): AuditDetails['files'] {
  return files.length > 0 ? files.map(({ name, size, sha256 }) => ({ name, size, sha256 })) : undefined;
}
