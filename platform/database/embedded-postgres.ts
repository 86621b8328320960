import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../logging.ts';
import { clusterDir, openCluster } from './cluster.ts';
import { createDatabases, ownerUrl, superuserUrl, userUrl } from './owned-databases.ts';
import { installedPostgres, preparePostgres } from './postgres-binaries.ts';
import { isServer } from './postmaster.ts';
import { bringUp, portFor, type RunningServer, type ServerPlace } from './running-server.ts';
import { chooseServerAccount } from './server-account.ts';
import { viewOf } from './server-process.ts';

export interface EmbeddedPostgresOptions {
  /** The server lives in the folder `postgres` below this one. */
  readonly dataDir: string;
  /** Databases to create where they are missing. */
  readonly databases: readonly string[];
  readonly logger: Logger;
  /** Preferred port; the next free one is taken where it is occupied. By default one derived from the folder. */
  readonly port?: number;
  /** Settings of PostgreSQL's on top of ours. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The npm package with the binaries, where not the installed one. */
  readonly packageDir?: string;
}

export interface EmbeddedPostgres extends AsyncDisposable {
  /** Address of one of the databases, for its owner, who cannot enter the others. Holds a password: never log it. */
  url(database: string): string;
  /** The same for a user who owns nothing, and may do what the owner has granted. */
  userUrl(database: string): string;
  /** For administration and tests: enters every database, and may do anything in the server. */
  superuserUrl(database: string): string;
  /** Stops the server, unless another process uses the same folder; the server then stays for that one. */
  stop(): Promise<void>;
}

/**
 * A PostgreSQL of our own on 127.0.0.1, kept running until `stop`: where it dies it is started again on the same port.
 * A server that an earlier process left behind is taken over; one that another process runs on the same folder is shared.
 *
 * @example
 * await using server = await startEmbeddedPostgres({ dataDir: '.data', databases: ['igate'], logger });
 * const database = openDatabase({ url: server.url('igate'), name: 'igate', poolSize: 10, logger });
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { logger } = options;
  const dataDir = resolve(options.dataDir);
  const account = await chooseServerAccount(clusterDir(dataDir));
  const binDir = await preparePostgres(options.packageDir ?? installedPostgres(), dataDir, account);
  const cluster = await openCluster(dataDir, binDir, account);
  const view = await viewOf(cluster.dir, account);
  const place: ServerPlace = { cluster, binDir, account, view, logger, settings: options.settings ?? {} };
  const stopping = new AbortController();
  const { signal } = stopping;

  let restarting: Promise<void> = Promise.resolve();
  const onLost = (): void => {
    if (signal.aborted) return;
    logger.error('the database server is gone; starting it again');
    restarting = restart();
  };
  const port = options.port ?? portFor(createHash('sha256').update(dataDir).digest().readUInt32BE());
  let server: RunningServer;
  try {
    server = await bringUp(place, port, true, onLost, signal);
  } catch (error) {
    await view[Symbol.asyncDispose]();
    throw error;
  }

  async function createMissing(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await createDatabases(cluster, server.lease, options.databases);
        return;
      } catch (error) {
        if (attempt === 3) throw error;
        // A process that stopped the server just as we joined it: ours comes up again.
        await delay(200);
        await restarting;
      }
    }
  }

  async function restart(): Promise<void> {
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        // The same port only: every pool of connections has this address.
        server = await bringUp(place, server.port, false, onLost, signal);
        return;
      } catch (error) {
        if (signal.aborted) return;
        logger.error(error, 'the database server did not start again');
        await delay(Math.min(100 * 2 ** attempt, 5_000), undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await restarting;
    try {
      await release(server, logger);
    } finally {
      await view[Symbol.asyncDispose]();
    }
  }

  let stopped: Promise<void> | undefined;
  const stopOnce = (): Promise<void> => (stopped ??= stop());
  try {
    await createMissing();
  } catch (error) {
    await stopOnce();
    throw error;
  }
  const known = (database: string): string => {
    if (options.databases.includes(database)) return database;
    throw new Error(`The embedded server was not asked for a database "${database}".`);
  };
  return {
    url: (database) => ownerUrl(cluster, server.port, known(database)),
    userUrl: (database) => userUrl(cluster, server.port, known(database)),
    superuserUrl: (database) => superuserUrl(cluster, server.port, database),
    stop: stopOnce,
    [Symbol.asyncDispose]: stopOnce,
  };
}

/** Fast shutdown: open transactions are rolled back, and everything is written. */
async function release({ lease, pid }: RunningServer, logger: Logger): Promise<void> {
  // Null where the connection is lost: the server is down already, or on its way.
  const last = await lease.isLast().catch(() => null);
  await lease.client.end().catch(() => undefined);
  if (last === null) return;
  if (!last) {
    logger.info('another process uses the database server; it stays');
    return;
  }
  // A large cache may take a while to write; a server that hangs longer than that is told to drop everything, which costs a recovery.
  for (const [stopSignal, patienceMs] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    if (await isServer(pid)) process.kill(pid, stopSignal);
    const deadline = Date.now() + patienceMs;
    while (await isServer(pid)) {
      if (Date.now() > deadline) break;
      await delay(10);
    }
  }
  if (await isServer(pid)) throw new Error('The embedded database does not stop.');
  logger.info({ pid }, 'stopped the database server');
}
