import type { Kysely } from 'kysely';
import type { Change } from '../../platform/changes/change.ts';
import { mayConcern } from './domain/concerned.ts';
import type { ScopedRow } from './domain/row-scope.ts';
import { findActiveDeskUsersOf } from './store/desk-users.ts';
import type { IdeskSchema } from './store/schema.ts';

/** What iDesk's triggers notify on; each payload says whom a changed document concerns. */
export const documentChannel = 'document_changes';

/** The dossiers whose documents have changed, and the accounts whose inboxes may look different now. */
export async function documentChanges(
  database: Kysely<IdeskSchema>,
  payloads: readonly string[],
): Promise<readonly Change[]> {
  const documents = payloads.map(read);
  const codes = new Set(documents.flatMap(({ dossierCode }) => dossierCode ?? []));
  const departments = [...new Set(documents.map(({ departmentId }) => departmentId))];
  const users = await findActiveDeskUsersOf(database, departments);
  const concerned = users.filter((user) => documents.some((document) => mayConcern(user, document)));
  return [
    ...[...codes].map((code) => ({ topic: 'dossier', key: code })),
    ...concerned.map(({ ssoAccount }) => ({ topic: 'inbox', key: ssoAccount })),
  ];
}

/** Our own trigger has written it. */
function read(payload: string): ScopedRow {
  const concerned: ScopedRow = JSON.parse(payload);
  return concerned;
}
