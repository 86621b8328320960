import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createLogger } from '../../platform/logging.ts';
import { readConfiguration } from '../../start/configuration.ts';
import { databaseEnvironment, openDatabases, type DatabaseUrls } from '../../start/parts/databases.ts';
import { loadDemoData } from '../../start/parts/demo-data.ts';
import { startIssuer, type Issuer } from '../tokens/issuer.ts';

export interface LargeProvince extends AsyncDisposable {
  readonly issuer: Issuer;
  /** What a process of ours must be told to serve it. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * An embedded PostgreSQL with a large province in it, and an issuer of its officers' tokens. The data stays in `bench/.data`
 * for the next run, where no other folder is named; the first one takes minutes to make it.
 */
export async function openLargeProvince(
  dossiers: number,
  dataDir = fileURLToPath(new URL(`../.data/${dossiers}`, import.meta.url)),
): Promise<LargeProvince> {
  await using starting = new AsyncDisposableStack();
  const configuration = readConfiguration({ DATA_DIR: dataDir, DEMO_DOSSIERS: String(dossiers) }, 'tool');
  await mkdir(dataDir, { recursive: true });
  const logFile = join(dataDir, 'bench.log');
  const logger = createLogger('bench', { level: 'info', destination: logFile });
  const databases = starting.use(await openDatabases(configuration, logger));
  console.error(`demo data of ${dossiers} dossiers in ${dataDir}`);
  await loadDemoData(configuration, databases, logger);
  await upkeep(databases);
  const issuer = starting.use(await startIssuer());
  const parts = starting.move();
  return {
    issuer,
    environment: {
      DATA_DIR: dataDir,
      LOG_FILE: logFile,
      PUBLIC_URL: 'http://127.0.0.1',
      SSO_ISSUER: issuer.url,
      SSO_AUDIENCE: issuer.audience,
      IGATE_CLIENT_SECRET: 'bench-igate',
      IDESK_CLIENT_SECRET: 'bench-idesk',
      GATEWAY_CLIENT_SECRET: 'bench-gateway',
      FILE_ADDRESS_SECRET: 'bench-bench-bench-bench-bench-bench',
      // Counted as in production, with rates that nobody reaches.
      RATE_LIMIT_OFFICER: '1000000000',
      RATE_LIMIT_ADDRESS: '1000000000',
      ...databaseEnvironment(databases),
    },
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}

/** What autovacuum gets to within minutes, and would be at while something is measured. */
async function upkeep(databases: DatabaseUrls): Promise<void> {
  for (const url of [databases.owners.igate ?? databases.igate, databases.owners.idesk ?? databases.idesk]) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('vacuum (analyze)');
    await client.end();
  }
}
