import type { Kysely } from 'kysely';
import type { RefusedAddress } from '../../platform/files/fold-refusals.ts';
import type { StoredFile } from '../../platform/files/file-store.ts';
import type { ServedFile } from '../../platform/files/serve-file.ts';
import { isIdentifier } from './domain/input.ts';
import { visibleRows } from './domain/row-scope.ts';
import { visibleAttachmentsByIds } from './store/attachments.ts';
import { writeAuditEntry } from './store/audit-log.ts';
import { officerByAccount } from './store/officers.ts';
import type { IgateSchema } from './store/schema.ts';

/**
 * Finds the file behind a signed address: an attachment that its officer may still see. The address proves whom it was
 * made for, not that they have kept the dossier since.
 */
export function findServableFile(
  db: Kysely<IgateSchema>,
): (fileId: string, account: string) => Promise<StoredFile | null> {
  return async (fileId, account) => {
    const officer = await officerByAccount(db, account);
    if (!officer || !isIdentifier(fileId)) return null;
    const [attachment] = await visibleAttachmentsByIds(db, [fileId], visibleRows(officer));
    return attachment ?? null;
  };
}

/** Records who fetched which file of which dossier, whether to keep it or to look at it. */
export function recordDownload(db: Kysely<IgateSchema>, now: () => Date): (served: ServedFile) => Promise<void> {
  return async ({ fileId, account, file }) => {
    const officer = await officerByAccount(db, account);
    const [attachment] = officer ? await visibleAttachmentsByIds(db, [fileId], visibleRows(officer)) : [];
    if (!officer || !attachment) throw new Error('a file is served that its officer does not see');
    await writeAuditEntry(db, {
      at: now(),
      officerId: officer.id,
      action: 'DOWNLOAD_FILE',
      dossierCode: attachment.dossierCode,
      details: { files: [{ name: file.name, size: file.size, sha256: file.sha256 }] },
    });
  };
}

/** Records that an officer's address was tried after its time, or that somebody made one up. */
export function recordRefusedDownload(
  db: Kysely<IgateSchema>,
  now: () => Date,
): (refused: RefusedAddress) => Promise<void> {
  return async ({ stale, from }) => {
    const officer = stale && (await officerByAccount(db, stale.account));
    const [attachment] =
      officer && isIdentifier(stale.fileId)
        ? await visibleAttachmentsByIds(db, [stale.fileId], visibleRows(officer))
        : [];
    await writeAuditEntry(db, {
      at: now(),
      officerId: officer?.id ?? null,
      action: 'DOWNLOAD_FILE',
      outcome: 'REFUSED',
      ...(attachment && { dossierCode: attachment.dossierCode }),
      details: { ...(stale && { account: stale.account }), from, refusal: 'FORBIDDEN' },
    });
  };
}
