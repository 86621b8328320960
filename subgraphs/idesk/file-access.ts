import type { StoredFile } from '../../platform/files/file-store.ts';
import type { Desk } from './actions/desk.ts';
import { visibleTo } from './domain/row-scope.ts';
import { findActiveDeskUser } from './store/desk-users.ts';
import { findFiles } from './store/document-files.ts';

/** The file behind a signed address, while the officer whom it was made for may still see its document. */
export function findServableFile(desk: Desk): (fileId: string, account: string) => Promise<StoredFile | null> {
  return async (fileId, account) => {
    const officer = await findActiveDeskUser(desk.database, account);
    if (!officer) return null;
    const [file] = await findFiles(desk.database, [fileId], visibleTo(officer));
    return file ?? null;
  };
}
