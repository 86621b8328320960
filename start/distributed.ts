/** `npm run start:distributed`: SSO, iGate, iDesk and gateway, each in a process of its own, beside the PostgreSQL. */
import { mkdir } from 'node:fs/promises';
import { createLogger } from '../platform/logging.ts';
import { banner } from './banner.ts';
import { databaseOrExit } from './database-or-exit.ts';
import { secretsOf } from './development-secrets.ts';
import { databaseEnvironment, openDatabases } from './parts/databases.ts';
import { loadDemoData } from './parts/demo-data.ts';
import { Launcher } from './parts/launcher.ts';
import { ssoPath } from './parts/sso.ts';
import { portOrExit } from './port-or-exit.ts';
import { configurationOrExit } from './read-or-exit.ts';
import { stopSignal } from './stop-signal.ts';

const stopped = stopSignal();
const configuration = configurationOrExit('distributed');
await portOrExit(configuration);
const { host, port, publicUrl, dataDir } = configuration;
await mkdir(dataDir, { recursive: true });
const logger = createLogger('launcher', configuration.log);
await databaseOrExit(configuration, logger);

await using parts = new AsyncDisposableStack();
const databases = parts.use(await openDatabases(configuration, logger));
await loadDemoData(configuration, databases, logger);

const secrets = await secretsOf(configuration);
const launcher = parts.use(new Launcher(configuration.log.destination, logger));
const [ssoPort, igatePort, ideskPort] = await launcher.freePorts(3);
const loopback = '127.0.0.1';
const issuer = `http://${loopback}:${ssoPort}${ssoPath}`;
const shared = {
  DATA_DIR: dataDir,
  PUBLIC_URL: publicUrl,
  SSO_ISSUER: issuer,
  IGATE_URL: `http://${loopback}:${igatePort}`,
  IDESK_URL: `http://${loopback}:${ideskPort}`,
  ...databaseEnvironment(databases),
  IGATE_CLIENT_SECRET: secrets.igateClient,
  IDESK_CLIENT_SECRET: secrets.ideskClient,
  GATEWAY_CLIENT_SECRET: secrets.gatewayClient,
  FILE_ADDRESS_SECRET: secrets.fileAddress,
};
await Promise.all([
  launcher.launch('sso', { ...shared, HOST: loopback, PORT: String(ssoPort) }),
  launcher.launch('igate', { ...shared, HOST: loopback, PORT: String(igatePort) }),
  launcher.launch('idesk', { ...shared, HOST: loopback, PORT: String(ideskPort) }),
]);
await launcher.launch('gateway', { ...shared, HOST: host, PORT: String(port) });
process.stdout.write(banner(configuration, issuer));

await stopped;
