/** The gateway in a process of its own, over subgraphs reached by HTTP. */
import { createHttpSource } from '../gateway/sources/http-source.ts';
import { createHttpChanges } from '../platform/changes/http-changes.ts';
import { createLogger } from '../platform/logging.ts';
import { buildGateway, connectTimeoutMs } from './parts/gateway.ts';
import { demanded } from './parts/subgraph.ts';
import { officerSessions, serviceTokens } from './parts/tokens.ts';
import { portOrExit } from './port-or-exit.ts';
import { builtOrExit, configurationOrExit } from './read-or-exit.ts';
import { stopSignal } from './stop-signal.ts';

const stopped = stopSignal();
const configuration = configurationOrExit('gateway');
await portOrExit(configuration);
const { host, port, address, uploads, subgraphTimeoutMs } = configuration;
const logger = createLogger('gateway', configuration.log);
const igateUrl = demanded(address.igate);
const ideskUrl = demanded(address.idesk);
const issuer = demanded(configuration.sso.issuer);

const token = serviceTokens(configuration, issuer, 'gateway', demanded(configuration.secrets.gatewayClient));
const [igate, idesk] = [source('igate', igateUrl), source('idesk', ideskUrl)] as const;
const { app } = await builtOrExit(
  buildGateway(
    configuration,
    {
      issuer,
      officers: officerSessions(configuration, issuer),
      sources: [igate, idesk],
      changes: [changes('igate', igateUrl), changes('idesk', ideskUrl)],
      igateUrl: () => igateUrl,
      ideskUrl: () => ideskUrl,
      readiness: { igate: () => igate.ping(), idesk: () => idesk.ping() },
    },
    logger,
  ),
);
await app.listen({ host, port });
logger.info('ready');

await stopped;
await app.close();
await Promise.all([igate.close(), idesk.close()]);

function changes(name: string, url: string) {
  return createHttpChanges({ name, url: () => url, token, logger });
}

function source(name: string, url: string) {
  return createHttpSource({
    name,
    url: `${url}/graphql`,
    timeouts: { connectMs: connectTimeoutMs, answerMs: subgraphTimeoutMs },
    uploadLimits: uploads,
    logger,
  });
}
