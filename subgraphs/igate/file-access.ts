import type { Kysely } from 'kysely';
import type { StoredFile } from '../../platform/files/file-store.ts';
import { isIdentifier } from './domain/input.ts';
import { visibleRows } from './domain/row-scope.ts';
import { visibleAttachmentsByIds } from './store/attachments.ts';
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
    const [attachment] = await visibleAttachmentsByIds(db, visibleRows(officer), [fileId]);
    return attachment ?? null;
  };
}
