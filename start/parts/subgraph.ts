import type { FastifyInstance } from 'fastify';
import type { Logger } from '../../platform/logging.ts';
import type { Configuration } from '../configuration.ts';
import { officerSessions, type OfficerSessions } from './tokens.ts';
import { stopSignal } from '../stop-signal.ts';
import { createHttpServer, registerHealthRoutes, type ReadinessChecks } from '../../platform/serving/http-server.ts';

/** What a subgraph needs to know beyond the configuration, because in development it is embedded or made up. */
export interface SubgraphSurroundings {
  readonly issuer: string;
  readonly officers: OfficerSessions;
  readonly databaseUrl: string;
  /** Undefined where the subgraph's own role owns its tables. */
  readonly databaseOwnerUrl: string | undefined;
  readonly clientSecret: string;
  readonly fileAddressSecret: string;
  /** The other subgraph's private address; a function, since in one process it is known only once that one listens. */
  readonly peerUrl: () => string;
}

/** What both subgraphs have in common, seen from here. */
interface Servable {
  readonly checks: ReadinessChecks;
  register(app: FastifyInstance): void;
  start(): Promise<void>;
  close(): Promise<void>;
}

interface ServedSubgraph extends AsyncDisposable {
  /** The private address that it listens on. */
  readonly url: string;
}

/** Lets a subgraph listen on a private address, and then start its deliveries. Disposing takes both back, in reverse. */
export async function serveSubgraph(
  subgraph: Servable,
  place: { readonly host: string; readonly port: number },
  logger: Logger,
): Promise<ServedSubgraph> {
  const app = createHttpServer(logger);
  registerHealthRoutes(app, subgraph.checks);
  subgraph.register(app);
  const url = await app.listen(place);
  await subgraph.start();
  return {
    url,
    async [Symbol.asyncDispose]() {
      await app.close();
      await subgraph.close();
    },
  };
}

/** What the configuration of a subgraph's own process demands, and so holds; see `demandedAlways`. */
interface OwnProcess {
  readonly databaseUrl: string | undefined;
  readonly databaseOwnerUrl: string | undefined;
  readonly clientSecret: string | undefined;
  readonly peerUrl: string | undefined;
}

/** Runs a subgraph as the only part of this process, until it is told to stop. */
export async function runSubgraph(
  configuration: Configuration,
  own: OwnProcess,
  build: (surroundings: SubgraphSurroundings) => Promise<Servable>,
  logger: Logger,
): Promise<void> {
  const stopped = stopSignal();
  const peerUrl = demanded(own.peerUrl);
  const issuer = demanded(configuration.sso.issuer);
  const subgraph = await build({
    issuer,
    officers: officerSessions(configuration, issuer),
    databaseUrl: demanded(own.databaseUrl),
    databaseOwnerUrl: own.databaseOwnerUrl,
    clientSecret: demanded(own.clientSecret),
    fileAddressSecret: demanded(configuration.secrets.fileAddress),
    peerUrl: () => peerUrl,
  });
  await using served = await serveSubgraph(subgraph, configuration, logger);
  logger.info({ url: served.url }, 'ready');
  await stopped;
}

/** A value that `readConfiguration` has made sure of. */
export function demanded(value: string | undefined): string {
  if (value === undefined) throw new Error('the configuration was read for another process');
  return value;
}
