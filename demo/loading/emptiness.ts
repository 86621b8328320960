import type { Database } from '../../platform/database/database.ts';
import type { IdeskSchema } from '../../subgraphs/idesk/store/schema.ts';
import type { IgateSchema } from '../../subgraphs/igate/store/schema.ts';

interface Databases {
  readonly igate: Database<IgateSchema>;
  readonly idesk: Database<IdeskSchema>;
}

/** The demo is loaded into empty databases only: it would otherwise mix invented dossiers with somebody's real ones. */
export class DatabaseNotEmpty extends Error {
  override readonly name = 'DatabaseNotEmpty';
}

/** Whether neither database holds anything, so that `seedDemo` may fill them. */
export async function isEmpty({ igate, idesk }: Databases): Promise<boolean> {
  const found = await Promise.all([
    igate.kysely.selectFrom('departments').select('id').limit(1).execute(),
    idesk.kysely.selectFrom('departments').select('id').limit(1).execute(),
  ]);
  return found.every((rows) => rows.length === 0);
}
