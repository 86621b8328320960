import type { RefusedAddress } from '../../platform/files/fold-refusals.ts';
import type { StoredFile } from '../../platform/files/file-store.ts';
import type { ServedFile } from '../../platform/files/serve-file.ts';
import type { Desk } from './actions/desk.ts';
import { visibleTo } from './domain/row-scope.ts';
import { auditedFiles } from './domain/audit.ts';
import { findActiveDeskUser } from './store/desk-users.ts';
import { findFiles, findFilesWithDocuments } from './store/document-files.ts';
import { writeAuditEntry } from './store/audit-log.ts';

/** The file behind a signed address, while the officer whom it was made for may still see its document. */
export function findServableFile(desk: Desk): (fileId: string, account: string) => Promise<StoredFile | null> {
  return async (fileId, account) => {
    const officer = await findActiveDeskUser(desk.database, account);
    if (!officer) return null;
    const [file] = await findFiles(desk.database, [fileId], visibleTo(officer));
    return file ?? null;
  };
}

/** Records who fetched which file of which document, whether to keep it or to look at it. */
export function recordDownload({ database, now }: Pick<Desk, 'database' | 'now'>) {
  return async ({ fileId, account, file }: ServedFile): Promise<void> => {
    const [found] = await findFilesWithDocuments(database, [fileId]);
    if (!found) throw new Error('a file is served that is not there');
    await writeAuditEntry(database, {
      at: now(),
      officer: account,
      action: 'DOWNLOAD_FILE',
      documentId: found.documentId,
      dossierCode: found.dossierCode,
      outcome: 'DONE',
      details: { files: auditedFiles([file]) },
    });
  };
}

/** Records that an officer's address was tried after its time, or that somebody made one up. */
export function recordRefusedDownload({ database, now }: Pick<Desk, 'database' | 'now'>) {
  return async ({ stale, from }: RefusedAddress): Promise<void> => {
    const [found] = stale ? await findFilesWithDocuments(database, [stale.fileId]) : [];
    await writeAuditEntry(database, {
      at: now(),
      officer: stale?.account ?? null,
      action: 'DOWNLOAD_FILE',
      documentId: found?.documentId ?? null,
      dossierCode: found?.dossierCode ?? null,
      outcome: 'REFUSED',
      details: { from, refusal: 'FORBIDDEN' },
    });
  };
}
