import { RequestError } from '../../../platform/errors.ts';
import type { AuditAction } from '../domain/audit.ts';
import type { DeskUser } from '../domain/desk-user.ts';
import { isId } from '../domain/ids.ts';
import { writeAuditEntry } from '../store/audit-log.ts';
import { findDocumentById } from '../store/documents.ts';
import type { Desk } from './desk.ts';

/** One officer's attempt at one action; no document for the creation of one. */
interface Attempt {
  readonly viewer: DeskUser;
  readonly action: AuditAction;
  readonly documentId: string | null;
}

/**
 * Runs an attempt and records it in the audit log where the officer may not do it. Outside the attempt's transaction,
 * which a refusal undoes.
 */
export async function recordingRefusal<Result>(
  { database, now }: Pick<Desk, 'database' | 'now'>,
  { viewer, action, documentId }: Attempt,
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof RequestError && error.code === 'FORBIDDEN') {
      const document = documentId !== null && isId(documentId) ? await findDocumentById(database, documentId) : null;
      await writeAuditEntry(database, {
        at: now(),
        officer: viewer.ssoAccount,
        action,
        documentId: document?.id ?? null,
        dossierCode: document?.dossierCode ?? null,
        outcome: 'REFUSED',
        details: { refusal: error.code },
      });
    }
    throw error;
  }
}
