import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { isEmpty } from '../../demo/loading/emptiness.ts';
import type { Logger } from '../../platform/logging.ts';
import type { Configuration } from '../configuration.ts';
import { databaseEnvironment, type DatabaseUrls } from './databases.ts';
import { openMigrated } from './migrated-databases.ts';

/**
 * Puts demo data into databases that are still empty; leaves all others, and production, alone. A process of its own makes
 * it: fonts and PDF files would stay in this one's memory for as long as it runs.
 */
export async function loadDemoData(configuration: Configuration, urls: DatabaseUrls, logger: Logger): Promise<void> {
  if (configuration.production || !(await areEmpty(urls, logger))) return;
  const child = spawn(process.execPath, [fileURLToPath(new URL('../demo.ts', import.meta.url))], {
    env: {
      ...process.env,
      DATA_DIR: configuration.dataDir,
      DEMO_DOSSIERS: String(configuration.demoDossiers),
      ...databaseEnvironment(urls),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const complaints: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  await once(child, 'close');
  if (child.exitCode !== 0)
    throw new Error(`the demo data could not be loaded: ${Buffer.concat(complaints).toString()}`);
  logger.info({ dossiers: configuration.demoDossiers }, 'the demo data is loaded');
}

async function areEmpty(urls: DatabaseUrls, logger: Logger): Promise<boolean> {
  await using databases = await openMigrated(urls, logger);
  return await isEmpty(databases);
}
