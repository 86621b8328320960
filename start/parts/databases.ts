import { startEmbeddedPostgres } from '../../platform/database/embedded-postgres.ts';
import type { Logger } from '../../platform/logging.ts';
import type { Configuration } from '../configuration.ts';

/** For the roles that the subgraphs run as; `owners` for those that own the tables, undefined where they are the same. */
export interface DatabaseUrls extends AsyncDisposable {
  readonly igate: string;
  readonly idesk: string;
  readonly owners: { readonly igate: string | undefined; readonly idesk: string | undefined };
}

/** The two databases: those that the configuration names, or those of an embedded PostgreSQL, which ends with this object. */
export async function openDatabases(configuration: Configuration, logger: Logger): Promise<DatabaseUrls> {
  const { igate, idesk, owners } = configuration.database;
  if (igate !== undefined && idesk !== undefined) {
    return { igate, idesk, owners: { igate: owners.igate, idesk: owners.idesk }, async [Symbol.asyncDispose]() {} };
  }
  const server = await startEmbeddedPostgres({
    dataDir: configuration.dataDir,
    databases: ['igate', 'idesk'],
    logger,
  });
  return {
    igate: igate ?? server.userUrl('igate'),
    idesk: idesk ?? server.userUrl('idesk'),
    owners: {
      igate: igate === undefined ? server.url('igate') : owners.igate,
      idesk: idesk === undefined ? server.url('idesk') : owners.idesk,
    },
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

/** The same, for a process that this one starts. */
export function databaseEnvironment({ igate, idesk, owners }: DatabaseUrls): Readonly<Record<string, string>> {
  return {
    IGATE_DATABASE_URL: igate,
    IDESK_DATABASE_URL: idesk,
    ...(owners.igate !== undefined && { IGATE_DATABASE_OWNER_URL: owners.igate }),
    ...(owners.idesk !== undefined && { IDESK_DATABASE_OWNER_URL: owners.idesk }),
  };
}
