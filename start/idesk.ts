/** iDesk in a process of its own. */
import { createLogger } from '../platform/logging.ts';
import { databaseOrExit } from './database-or-exit.ts';
import { buildIdesk } from './parts/idesk.ts';
import { runSubgraph } from './parts/subgraph.ts';
import { portOrExit } from './port-or-exit.ts';
import { configurationOrExit } from './read-or-exit.ts';

const configuration = configurationOrExit('idesk');
await portOrExit(configuration);
const { database, address, secrets } = configuration;
const logger = createLogger('idesk', configuration.log);
await databaseOrExit(configuration, logger, ['idesk']);

await runSubgraph(
  configuration,
  {
    databaseUrl: database.idesk,
    databaseOwnerUrl: database.owners.idesk,
    clientSecret: secrets.ideskClient,
    peerUrl: address.igate,
  },
  async (surroundings) => buildIdesk(configuration, surroundings, logger),
  logger,
);
