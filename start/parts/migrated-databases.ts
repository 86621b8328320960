import { openDatabase, type Database } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrations.ts';
import type { Logger } from '../../platform/logging.ts';
import { igateMigrations } from '../../subgraphs/igate/store/migrations.ts';
import type { IgateSchema } from '../../subgraphs/igate/store/schema.ts';
import { ideskMigrations } from '../../subgraphs/idesk/store/migrations.ts';
import type { IdeskSchema } from '../../subgraphs/idesk/store/schema.ts';
import type { DatabaseUrls } from './databases.ts';

interface MigratedDatabases extends AsyncDisposable {
  readonly igate: Database<IgateSchema>;
  readonly idesk: Database<IdeskSchema>;
}

/** Both databases, as their owners, brought up to date, for work of minutes: no statement of it is a runaway. */
export async function openMigrated(
  { igate: igateUrl, idesk: ideskUrl, owners }: DatabaseUrls,
  logger: Logger,
): Promise<MigratedDatabases> {
  const shared = { poolSize: 2, statementTimeoutMs: 0, logger };
  const igate = openDatabase<IgateSchema>({ url: owners.igate ?? igateUrl, name: 'igate', ...shared });
  const idesk = openDatabase<IdeskSchema>({ url: owners.idesk ?? ideskUrl, name: 'idesk', ...shared });
  await Promise.all([migrate(igate, igateMigrations), migrate(idesk, ideskMigrations)]);
  return {
    igate,
    idesk,
    async [Symbol.asyncDispose]() {
      await Promise.all([igate.close(), idesk.close()]);
    },
  };
}
