import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { openFolderStore } from '../../platform/files/folder-store.ts';
import { createLogger, type Logger } from '../../platform/logging.ts';
import type { Systems } from '../../reconcile/finding.ts';
import { readConfiguration } from '../../start/configuration.ts';
import { databaseEnvironment, openDatabases } from '../../start/parts/databases.ts';
import { loadDemoData } from '../../start/parts/demo-data.ts';
import type { IdeskSchema } from '../../subgraphs/idesk/store/schema.ts';
import type { IgateSchema } from '../../subgraphs/igate/store/schema.ts';
import { serverPid } from '../support/embedded-postgres.ts';
import { freePort } from '../support/free-port.ts';
import { openLog, Part } from './parts.ts';
import { openDisk, type Disk } from './small-disk.ts';
import { Wire } from './wire.ts';

/** iGate's clock and iDesk's differ by ten minutes; the SSO's, the database's and the clients' stand between them. */
const clockMinutes = { igate: 5, idesk: -5 };

/** The whole system in processes of its own, with something between any two of them that can be broken. */
export interface FaultyProvince extends AsyncDisposable {
  readonly issuer: string;
  readonly graphUrl: string;
  /** By name. Of iGate and iDesk there are two each, which share the requests and the queues. */
  readonly parts: ReadonlyMap<string, Part>;
  readonly wires: { readonly toIgate: Wire; readonly toIdesk: Wire };
  readonly disks: { readonly igate: Disk; readonly idesk: Disk };
  readonly systems: Systems;
  readonly databases: { readonly igate: Database<IgateSchema>; readonly idesk: Database<IdeskSchema> };
  readonly logPath: string;
  readonly logger: Logger;
  /** Kills PostgreSQL (SIGKILL), or lets it restart in order (SIGINT); its supervisor starts it again. */
  signalPostgres(signal: 'SIGKILL' | 'SIGINT'): Promise<boolean>;
  /** Postmasters killed by SIGKILL. */
  postgresKills(): number;
}

export async function openFaultyProvince(): Promise<FaultyProvince> {
  await using opening = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'lienthong-faults-'));
  opening.defer(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
  const logPath = join(dataDir, 'parts.log');
  const log = await openLog(logPath);
  opening.defer(() => log.close());
  const logger = createLogger('faults', { level: 'warn', destination: logPath });
  const disks = {
    igate: opening.use(await openDisk(join(dataDir, 'files', 'igate'))),
    idesk: opening.use(await openDisk(join(dataDir, 'files', 'idesk'))),
  };
  const ports = {
    sso: await freePort(),
    igate: await freePort(),
    igate2: await freePort(),
    idesk: await freePort(),
    idesk2: await freePort(),
    gateway: await freePort(),
  };
  const publicUrl = `http://127.0.0.1:${ports.gateway}`;
  const configuration = readConfiguration(
    { DATA_DIR: dataDir, DEMO_DOSSIERS: '40', PORT: String(ports.gateway) },
    'distributed',
  );
  const urls = opening.use(await openDatabases(configuration, logger));
  await loadDemoData(configuration, urls, logger);

  const igates = [ports.igate, ports.igate2];
  const idesks = [ports.idesk, ports.idesk2];
  const toIgate = opening.use(await Wire.open(igates));
  const toIdesk = opening.use(await Wire.open(idesks));
  // What the gateway uses is not disturbed: officers are to get through, so that much crosses.
  const calm = { igate: opening.use(await Wire.open(igates)), idesk: opening.use(await Wire.open(idesks)) };
  const issuer = `http://127.0.0.1:${ports.sso}/sso`;
  const secret = () => randomBytes(32).toString('base64url');
  const shared = {
    NODE_ENV: 'development',
    LOG_LEVEL: 'warn',
    LOG_FILE: logPath,
    DATA_DIR: dataDir,
    // Parts start hundreds of times: from compiled code they do so in half the time.
    NODE_COMPILE_CACHE: join(dataDir, 'compiled'),
    PUBLIC_URL: publicUrl,
    // Short, so that sweeps meet the requests that they must not disturb.
    FILE_GRACE_SECONDS: '20',
    SSO_ISSUER: issuer,
    IGATE_URL: calm.igate.url,
    IDESK_URL: calm.idesk.url,
    ...databaseEnvironment(urls),
    IGATE_CLIENT_SECRET: secret(),
    IDESK_CLIENT_SECRET: secret(),
    GATEWAY_CLIENT_SECRET: secret(),
    FILE_ADDRESS_SECRET: secret(),
  };
  const throughWires = { igate: { IDESK_URL: toIdesk.url }, idesk: { IGATE_URL: toIgate.url } };
  const parts = new Map<string, Part>();
  const launch = (name: keyof typeof ports, script: 'sso' | 'igate' | 'idesk' | 'gateway'): void => {
    const isSubgraph = script === 'igate' || script === 'idesk';
    const part = new Part({
      name,
      script,
      port: ports[name],
      environment: { ...shared, ...(isSubgraph && throughWires[script]) },
      clockMinutes: isSubgraph ? clockMinutes[script] : 0,
      log,
    });
    parts.set(name, opening.use(part));
  };
  launch('sso', 'sso');
  launch('igate', 'igate');
  launch('igate2', 'igate');
  launch('idesk', 'idesk');
  launch('idesk2', 'idesk');
  launch('gateway', 'gateway');
  const allUp = () => Promise.all([...parts.values()].map((part) => part.untilLive()));
  await allUp();
  await Promise.all([...parts.values()].map((part) => part.restartInOrder()));
  await allUp();

  const reading = { poolSize: 4, statementTimeoutMs: 0, logger };
  const databases = {
    igate: opening.use(openDatabase<IgateSchema>({ url: urls.owners.igate ?? urls.igate, name: 'igate', ...reading })),
    idesk: opening.use(openDatabase<IdeskSchema>({ url: urls.owners.idesk ?? urls.idesk, name: 'idesk', ...reading })),
  };
  const systems = {
    igate: databases.igate.kysely,
    idesk: databases.idesk.kysely,
    igateFiles: await openFolderStore({ folder: join(dataDir, 'files', 'igate') }),
    ideskFiles: await openFolderStore({ folder: join(dataDir, 'files', 'idesk') }),
  };
  let postgresKills = 0;
  const kept = opening.move();
  return {
    issuer,
    graphUrl: `${publicUrl}/graphql`,
    parts,
    wires: { toIgate, toIdesk },
    disks,
    systems,
    databases,
    logPath,
    logger,
    async signalPostgres(signal) {
      const pid = await serverPid(dataDir).catch(() => Number.NaN);
      if (!Number.isInteger(pid)) return false;
      try {
        process.kill(pid, signal);
      } catch {
        return false;
      }
      if (signal === 'SIGKILL') postgresKills += 1;
      return true;
    },
    postgresKills: () => postgresKills,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
