/** `npm run demo -- --dossiers 200000`: fills empty databases with a large province. */
import { parseArgs } from 'node:util';
import { DatabaseNotEmpty } from '../demo/seed-demo.ts';
import { createLogger } from '../platform/logging.ts';
import { openDatabases } from './parts/databases.ts';
import { fillWithDemoData } from './parts/demo-data.ts';
import { configurationOrExit } from './read-or-exit.ts';

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
  await using databases = await openDatabases(configuration, logger);
  try {
    const { documents, milliseconds } = await fillWithDemoData(
      { ...configuration, demoDossiers: dossiers },
      databases,
      logger,
    );
    process.stdout.write(`${dossiers} dossiers and ${documents} documents in ${Math.round(milliseconds / 1000)} s.\n`);
  } catch (error) {
    if (!(error instanceof DatabaseNotEmpty)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
