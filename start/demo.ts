/** `npm run demo -- --dossiers 200000`: fills empty databases with a large province. */
import { parseArgs } from 'node:util';
import { DatabaseNotEmpty } from '../demo/loading/emptiness.ts';
import { seedDemo } from '../demo/seed-demo.ts';
import { createLogger } from '../platform/logging.ts';
import { databaseOrExit } from './database-or-exit.ts';
import { openDatabases } from './parts/databases.ts';
import { openFileStore } from './parts/file-store.ts';
import { openMigrated } from './parts/migrated-databases.ts';
import { configurationOrExit } from './read-or-exit.ts';

/** The same demo data at every start from nothing, so that screenshots, tests and bug reports agree. */
const seed = 20210805;

const configuration = configurationOrExit('tool');
const { values } = parseArgs({
  options: { dossiers: { type: 'string', default: String(configuration.demoDossiers) } },
});
const dossiers = Number(values.dossiers);

if (!Number.isSafeInteger(dossiers) || dossiers < 1) {
  process.stderr.write('--dossiers takes a whole number from 1 up, such as 200000.\n');
  process.exitCode = 2;
} else if (configuration.production) {
  process.stderr.write('NODE_ENV=production: demo data is not loaded into what may be a real system.\n');
  process.exitCode = 1;
} else {
  const logger = createLogger('demo', { level: 'info', destination: 2 });
  await databaseOrExit(configuration, logger);
  await using urls = await openDatabases(configuration, logger);
  await using databases = await openMigrated(urls, logger);
  try {
    const { documents, milliseconds } = await seedDemo({
      igate: databases.igate,
      idesk: databases.idesk,
      igateFiles: await openFileStore(configuration, 'igate'),
      ideskFiles: await openFileStore(configuration, 'idesk'),
      dossiers,
      seed,
      now: () => new Date(),
      logger,
    });
    const seconds = Math.round(milliseconds / 1000);
    process.stdout.write(`${dossiers} dossiers and ${documents} documents in ${seconds} s.\n`);
  } catch (error) {
    if (!(error instanceof DatabaseNotEmpty)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
