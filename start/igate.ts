/** iGate in a process of its own. */
import { createLogger } from '../platform/logging.ts';
import { databaseOrExit } from './database-or-exit.ts';
import { buildIgate } from './parts/igate.ts';
import { runSubgraph } from './parts/subgraph.ts';
import { portOrExit } from './port-or-exit.ts';
import { configurationOrExit } from './read-or-exit.ts';

const configuration = configurationOrExit('igate');
await portOrExit(configuration);
const { database, address, secrets } = configuration;
const logger = createLogger('igate', configuration.log);
await databaseOrExit(configuration, logger, ['igate']);

await runSubgraph(
  configuration,
  {
    databaseUrl: database.igate,
    databaseOwnerUrl: database.owners.igate,
    clientSecret: secrets.igateClient,
    peerUrl: address.idesk,
  },
  async (surroundings) => buildIgate(configuration, surroundings, logger),
  logger,
);
