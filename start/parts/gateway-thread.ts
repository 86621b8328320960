import { createHttpSource } from '../../gateway/sources/http-source.ts';
import { createHttpChanges } from '../../platform/changes/http-changes.ts';
import type { Logger } from '../../platform/logging.ts';
import { listenTogether } from '../../platform/threads/listen-together.ts';
import type { Configuration } from '../configuration.ts';
import { builtOrExit } from '../read-or-exit.ts';
import { buildGateway, connectTimeoutMs, type GatewayThreads } from './gateway.ts';
import { demanded } from './subgraph.ts';
import { officerSessions, serviceTokens } from './tokens.ts';

/** One thread of a gateway. */
interface GatewayThread {
  listen(): Promise<void>;
  /** Finishes what is under way. */
  close(): Promise<void>;
}

/** Builds one thread of a gateway over subgraphs reached by HTTP. */
export async function buildGatewayThread(
  configuration: Configuration,
  threads: GatewayThreads,
  logger: Logger,
): Promise<GatewayThread> {
  const { address, sso, secrets, uploads, subgraphTimeoutMs } = configuration;
  const igateUrl = demanded(address.igate);
  const ideskUrl = demanded(address.idesk);
  const issuer = demanded(sso.issuer);
  const token = serviceTokens(configuration, issuer, 'gateway', demanded(secrets.gatewayClient));
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
        threads,
      },
      logger,
    ),
  );
  return {
    listen: () => listenTogether(app, configuration, threads.others + 1),
    async close() {
      await app.close();
      await Promise.all([igate.close(), idesk.close()]);
    },
  };

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
}
