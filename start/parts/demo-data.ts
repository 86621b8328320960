import { isEmpty, seedDemo, type DemoSummary } from '../../demo/seed-demo.ts';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrations.ts';
import type { Logger } from '../../platform/logging.ts';
import { igateMigrations } from '../../subgraphs/igate/store/migrations.ts';
import type { IgateSchema } from '../../subgraphs/igate/store/schema.ts';
import { ideskMigrations } from '../../subgraphs/idesk/store/migrations.ts';
import type { IdeskSchema } from '../../subgraphs/idesk/store/schema.ts';
import type { Configuration } from '../configuration.ts';
import { openFileStore } from './file-store.ts';

/** The same demo data at every start from nothing, so that screenshots, tests and bug reports agree. */
const seed = 20210805;

interface Urls {
  readonly igate: string;
  readonly idesk: string;
}

interface Databases extends AsyncDisposable {
  readonly igate: Database<IgateSchema>;
  readonly idesk: Database<IdeskSchema>;
}

/** Puts demo data into databases that are still empty; leaves all others, and production, alone. */
export async function loadDemoData(configuration: Configuration, urls: Urls, logger: Logger): Promise<void> {
  if (configuration.production) return;
  await using databases = await openMigrated(urls, logger);
  if (await isEmpty(databases)) await fill(configuration, databases, logger);
}

/** As `loadDemoData`, for somebody who asked for it: @throws DatabaseNotEmpty where there is something already. */
export async function fillWithDemoData(configuration: Configuration, urls: Urls, logger: Logger): Promise<DemoSummary> {
  await using databases = await openMigrated(urls, logger);
  return await fill(configuration, databases, logger);
}

async function openMigrated(urls: Urls, logger: Logger): Promise<Databases> {
  // A large province takes minutes; no statement of a load is a runaway.
  const shared = { poolSize: 2, statementTimeoutMs: 0, logger };
  const igate = openDatabase<IgateSchema>({ url: urls.igate, name: 'igate', ...shared });
  const idesk = openDatabase<IdeskSchema>({ url: urls.idesk, name: 'idesk', ...shared });
  await Promise.all([migrate(igate, igateMigrations), migrate(idesk, ideskMigrations)]);
  return {
    igate,
    idesk,
    async [Symbol.asyncDispose]() {
      await Promise.all([igate.close(), idesk.close()]);
    },
  };
}

async function fill(configuration: Configuration, databases: Databases, logger: Logger): Promise<DemoSummary> {
  return seedDemo({
    igate: databases.igate,
    idesk: databases.idesk,
    igateFiles: await openFileStore(configuration, 'igate'),
    ideskFiles: await openFileStore(configuration, 'idesk'),
    dossiers: configuration.demoDossiers,
    seed,
    now: () => new Date(),
    logger,
  });
}
