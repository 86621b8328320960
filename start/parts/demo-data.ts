import { isEmpty, seedDemo } from '../../demo/seed-demo.ts';
import { openDatabase } from '../../platform/database/database.ts';
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

/** Puts demo data into databases that are still empty; leaves all others, and production, alone. */
export async function loadDemoData(
  configuration: Configuration,
  urls: { readonly igate: string; readonly idesk: string },
  logger: Logger,
): Promise<'loaded' | 'not empty' | 'production'> {
  if (configuration.production) return 'production';
  await using connections = new AsyncDisposableStack();
  const pool = { poolSize: 2, logger };
  const igate = openDatabase<IgateSchema>({ url: urls.igate, name: 'igate', ...pool });
  connections.defer(async () => igate.close());
  const idesk = openDatabase<IdeskSchema>({ url: urls.idesk, name: 'idesk', ...pool });
  connections.defer(async () => idesk.close());
  await Promise.all([migrate(igate, igateMigrations), migrate(idesk, ideskMigrations)]);
  if (!(await isEmpty({ igate, idesk }))) return 'not empty';
  await seedDemo({
    igate,
    idesk,
    igateFiles: await openFileStore(configuration, 'igate'),
    ideskFiles: await openFileStore(configuration, 'idesk'),
    dossiers: configuration.demoDossiers,
    seed,
    now: () => new Date(),
    logger,
  });
  return 'loaded';
}
