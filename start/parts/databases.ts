import { startEmbeddedPostgres } from '../../platform/database/embedded-postgres.ts';
import type { Logger } from '../../platform/logging.ts';
import type { Configuration } from '../configuration.ts';

export interface DatabaseUrls extends AsyncDisposable {
  readonly igate: string;
  readonly idesk: string;
}

/** The two databases: those that the configuration names, or those of an embedded PostgreSQL, which ends with this object. */
export async function openDatabases(configuration: Configuration, logger: Logger): Promise<DatabaseUrls> {
  const { igate, idesk } = configuration.database;
  if (igate !== undefined && idesk !== undefined) return { igate, idesk, async [Symbol.asyncDispose]() {} };
  const server = await startEmbeddedPostgres({
    dataDir: configuration.dataDir,
    databases: ['igate', 'idesk'],
    logger,
  });
  return {
    igate: igate ?? server.url('igate'),
    idesk: idesk ?? server.url('idesk'),
    [Symbol.asyncDispose]: () => server.stop(),
  };
}
