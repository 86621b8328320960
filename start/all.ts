/** Everything in one process, beside the PostgreSQL: `npm start`, small offices, tests. */
import { mkdir } from 'node:fs/promises';
import { createLogger } from '../platform/logging.ts';
import { registerSso } from '../sso/register-sso.ts';
import { banner } from './banner.ts';
import { databaseOrExit } from './database-or-exit.ts';
import { secretsOf } from './development-secrets.ts';
import { openDatabases } from './parts/databases.ts';
import { loadDemoData } from './parts/demo-data.ts';
import { buildGateway } from './parts/gateway.ts';
import { buildIdesk } from './parts/idesk.ts';
import { buildIgate } from './parts/igate.ts';
import { buildSso, ssoPath } from './parts/sso.ts';
import { serveSubgraph } from './parts/subgraph.ts';
import { officerSessions } from './parts/tokens.ts';
import { portOrExit } from './port-or-exit.ts';
import { builtOrExit, configurationOrExit } from './read-or-exit.ts';
import { stopSignal } from './stop-signal.ts';

const stopped = stopSignal();
const configuration = configurationOrExit('all');
await portOrExit(configuration);
const { host, port, publicUrl, dataDir } = configuration;
await mkdir(dataDir, { recursive: true });
const logger = createLogger('lienthong', configuration.log);
await databaseOrExit(configuration, logger);

await using parts = new AsyncDisposableStack();
const databases = parts.use(await openDatabases(configuration, logger));
const secrets = await secretsOf(configuration);
const embeddedIssuer = `${publicUrl}${ssoPath}`;
const issuer = configuration.sso.issuer ?? embeddedIssuer;
const officers = officerSessions(configuration, issuer);

await loadDemoData(configuration, databases, logger);

// Each subgraph is built with the other's address, which is known once the other listens.
const urls: { igate?: string; idesk?: string } = {};
const addresses = {
  igateUrl: () => listening(urls.igate, 'iGate'),
  ideskUrl: () => listening(urls.idesk, 'iDesk'),
};
const igate = await buildIgate(
  configuration,
  {
    issuer,
    officers,
    databaseUrl: databases.igate,
    databaseOwnerUrl: databases.owners.igate,
    clientSecret: secrets.igateClient,
    fileAddressSecret: secrets.fileAddress,
    peerUrl: addresses.ideskUrl,
  },
  logger,
);
const idesk = await buildIdesk(
  configuration,
  {
    issuer,
    officers,
    databaseUrl: databases.idesk,
    databaseOwnerUrl: databases.owners.idesk,
    clientSecret: secrets.ideskClient,
    fileAddressSecret: secrets.fileAddress,
    peerUrl: addresses.igateUrl,
  },
  logger,
);
const privately = { host: '127.0.0.1', port: 0 };
urls.igate = parts.use(await serveSubgraph(igate, privately, logger)).url;
urls.idesk = parts.use(await serveSubgraph(idesk, privately, logger)).url;

const gateway = await builtOrExit(
  buildGateway(
    configuration,
    {
      issuer,
      officers,
      sources: [igate.source, idesk.source],
      changes: [igate.changes, idesk.changes],
      ...addresses,
      readiness: { ...igate.checks, ...idesk.checks },
    },
    logger,
  ),
  parts,
);
parts.defer(async () => gateway.app.close());
if (issuer === embeddedIssuer) {
  const sso = await buildSso(configuration, issuer, secrets, logger);
  await registerSso(gateway.app, sso, ssoPath);
}
await gateway.app.listen({ host, port });
process.stdout.write(banner(configuration, issuer));

await stopped;

function listening(url: string | undefined, name: string): string {
  if (url === undefined) throw new Error(`${name} does not listen yet.`);
  return url;
}
