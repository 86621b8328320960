import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { FastifyInstance } from 'fastify';
import { parse, type GraphQLSchema } from 'graphql';
import { auditTables } from '../../platform/audit/audit-chain-sql.ts';
import type { ChangeSource } from '../../platform/changes/change.ts';
import { ChangeFeed } from '../../platform/changes/change-feed.ts';
import { feedFromDatabase } from '../../platform/changes/database-changes.ts';
import { registerChangesRoute } from '../../platform/changes/serve-changes.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { prepareDatabase } from '../../platform/database/prepared-database.ts';
import { whileRecovering } from '../../platform/database/recovery.ts';
import { fileClaimsIn } from '../../platform/files/file-claims.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { FileSweep } from '../../platform/files/file-sweep.ts';
import { foldRefusals } from '../../platform/files/fold-refusals.ts';
import { oncePerAddress } from '../../platform/files/once-per-address.ts';
import type { UploadLimits } from '../../platform/files/receive-uploads.ts';
import { registerFileRoutes } from '../../platform/files/serve-file.ts';
import { createFileAddresses } from '../../platform/files/signed-address.ts';
import type { Logger } from '../../platform/logging.ts';
import { createExportAddresses } from '../../platform/reports/export-address.ts';
import { registerExportRoutes } from '../../platform/reports/serve-exports.ts';
import type { EndedSessions } from '../../platform/sessions/ended-sessions.ts';
import type { VerifyLogout } from '../../platform/sessions/logout-token.ts';
import { SessionKeeper } from '../../platform/sessions/session-keeper.ts';
import { registerGraphqlRoute } from '../../platform/serving/graphql-route.ts';
import type { ReadinessChecks } from '../../platform/serving/http-server.ts';
import { createSubgraphExecutor } from '../../platform/serving/subgraph-executor.ts';
import type { SubgraphSource } from '../../platform/serving/subgraph-source.ts';
import type { IssuerVerifier, VerifyToken } from '../../platform/tokens/principal.ts';
import { verifyByIssuer } from '../../platform/tokens/verify-by-issuer.ts';
import { installOutbox } from '../../platform/transfers/outbox-installation.ts';
import { Outbox, type TransferPolicy } from '../../platform/transfers/outbox.ts';
import { Peer } from '../../platform/transfers/peer.ts';
import { exposeUndelivered } from '../../platform/transfers/transfer-metrics.ts';
import type { ExportContent } from './actions/export-content.ts';
import { exportTable } from './actions/export-table.ts';
import { createLocalTokens } from './actions/local-tokens.ts';
import { crossingQueue, type DeliveryServices, type IgateServices } from './actions/services.ts';
import { crossingQueues } from './crossings.ts';
import { dossierChanges, dossierChannel } from './dossier-changes.ts';
import { startDueDateTeller } from './due-date-teller.ts';
import { findServableFile, recordDownload, recordRefusedDownload } from './file-access.ts';
import { createContext, type Context } from './graphql/context.ts';
import { rootFields } from './graphql/projection.ts';
import { resolvers } from './graphql/resolvers/resolvers.ts';
import { registerIgatePeerRoutes } from './peer.ts';
import { igateMigrations } from './store/migrations.ts';
import { isContentNeeded } from './store/needed-contents.ts';
import { undeliveredTransfers } from './store/transfers.ts';
import type { IgateSchema } from './store/schema.ts';

export interface IgateOptions {
  /** For the role that the subgraph runs as. */
  readonly databaseUrl: string;
  /**
   * For the role that owns the tables, which migrations run as; left out where it is the same one. The running role then
   * has no right to change what the audit log holds.
   */
  readonly databaseOwnerUrl?: string | undefined;
  readonly poolSize: number;
  readonly store: FileStore;
  /** `sso` for officers, `service` for iDesk on its own behalf; iGate's local tokens it verifies itself. */
  readonly verify: { readonly sso: IssuerVerifier; readonly service: VerifyToken };
  /** Gateways in processes of their own: how they prove who they are, and their client ids; left out where there are none. */
  readonly gateways?: { readonly verify: VerifyToken; readonly clientIds: readonly string[] };
  /** iDesk: where it is, how to prove who we are, and the client ids by which it proves who it is. */
  readonly peer: {
    readonly url: () => string;
    readonly token: () => Promise<string>;
    readonly clientIds: readonly string[];
  };
  readonly fileAddresses: {
    readonly secret: string | Uint8Array;
    readonly publicUrl: string;
    readonly lifetimeSeconds: number;
  };
  /** What ends officers' sessions before their tokens expire; left out where nothing does. */
  readonly sessions?: { readonly verifyLogout: VerifyLogout; readonly ended: EndedSessions };
  readonly uploads: UploadLimits;
  /** How long bytes stay that a request has kept and no row came to name; longer than any request or delivery takes. */
  readonly fileGraceSeconds: number;
  readonly transferPolicy: TransferPolicy;
  /** How long an officer who signed in to iGate itself stays signed in. */
  readonly localTokenLifetimeSeconds: number;
  readonly now: () => Date;
  readonly logger: Logger;
  /** Called with the text of every SQL statement but the outbox's own. */
  readonly onStatement?: (sql: string) => void;
}

export interface Igate {
  readonly source: SubgraphSource;
  /** For a gateway in the same process. */
  readonly changes: ChangeSource;
  readonly checks: ReadinessChecks;
  /** Adds iGate's routes: `/graphql`, `/jwks`, `/backchannel-logout` and `/ended-sessions` for the gateway, `/changes` for gateways, `/files/igate/…` and `/reports/igate/…` for browsers, `/peer/…` for iDesk. */
  register(app: FastifyInstance): void;
  /** Starts delivering what is to go to iDesk; call it once iGate listens, since iDesk asks back for the files. */
  start(): Promise<void>;
  /** Lets deliveries and statements under way finish. */
  close(): Promise<void>;
}

/** Brings the database up to date, and puts the subgraph together. Nothing leaves it before `start`. */
export async function createIgate(options: IgateOptions): Promise<Igate> {
  const { logger, now, store } = options;
  const database = openDatabase<IgateSchema>({
    url: options.databaseUrl,
    name: 'igate',
    poolSize: options.poolSize,
    logger,
    ...(options.onStatement && { onStatement: options.onStatement }),
  });
  const peer = new Peer({ ...options.peer, logger });
  const addresses = createFileAddresses({ ...options.fileAddresses, subgraph: 'igate', now });
  const exports = createExportAddresses<ExportContent>({ ...options.fileAddresses, subgraph: 'igate', now });
  const files = { store, claims: fileClaimsIn(database.kysely) };
  const delivery: DeliveryServices = { db: database.kysely, files, peer, now };
  const outbox = new Outbox({
    databaseUrl: options.databaseUrl,
    queues: crossingQueues(delivery),
    policy: options.transferPolicy,
    circuit: peer.circuit,
    logger,
  });
  const services: IgateServices = { ...delivery, uploads: options.uploads, outbox, logger };

  // A PostgreSQL that is killed while this starts is waited for, as one that is not up yet.
  const whenUp = <Result>(work: () => Promise<Result>) => whileRecovering({ name: 'igate', logger }, work);
  await whenUp(() =>
    prepareDatabase({
      url: options.databaseUrl,
      ownerUrl: options.databaseOwnerUrl,
      name: 'igate',
      migrations: igateMigrations,
      install: installOutbox,
      limits: auditTables,
      logger,
    }),
  );
  const tokens = await whenUp(() =>
    createLocalTokens({
      db: database.kysely,
      lifetimeSeconds: options.localTokenLifetimeSeconds,
      now,
    }),
  );
  const sessions =
    options.sessions &&
    (await SessionKeeper.open({
      databaseUrl: options.databaseUrl,
      name: 'igate',
      verify: options.sessions.verifyLogout,
      ended: options.sessions.ended,
      peerUrl: options.peer.url,
      logger,
    }));
  await whenUp(() => outbox.start());
  const verify = verifyByIssuer([options.verify.sso, tokens.verify]);
  const environment = {
    services,
    byKey: database.byKey,
    readRows: database.readRows,
    readRowsByKey: database.readRowsByKey,
    verify,
    tokens,
    addresses,
    exports,
  };
  const source = createSubgraphExecutor<Context>({
    name: 'igate',
    schema: igateSchema(),
    createContext: async (origin) => createContext(environment, origin),
    rootFields,
    logger,
  });

  const metrics = exposeUndelivered({
    subgraph: 'igate',
    kinds: Object.keys(crossingQueue),
    read: () => undeliveredTransfers(database.kysely),
    now,
    logger,
  });

  const sweep = new FileSweep({
    subgraph: 'igate',
    db: database.kysely,
    store,
    isNeeded: isContentNeeded,
    graceSeconds: options.fileGraceSeconds,
    logger,
  });
  const changes = new ChangeFeed('igate');
  const running = new AsyncDisposableStack();
  return {
    source,
    changes,
    checks: { 'igate database': () => database.ping(), 'igate files': () => store.ping() },
    register(app) {
      registerGraphqlRoute(app, source, options.uploads);
      sessions?.register(app);
      registerFileRoutes(app, {
        addresses,
        store,
        find: findServableFile(database.kysely),
        onServed: oncePerAddress(recordDownload(database.kysely, now), now),
        onRefused: foldRefusals('igate', recordRefusedDownload(database.kysely, now), now),
      });
      const exporting = { ...services, pool: database.pool };
      registerExportRoutes(app, { addresses: exports, tableOf: (request) => exportTable(exporting, request) });
      const access = { verify: options.verify.service, clientIds: options.peer.clientIds };
      registerIgatePeerRoutes(app, access, delivery);
      if (options.gateways) registerChangesRoute(app, changes, options.gateways);
      app.get('/jwks', async () => tokens.jwks);
    },
    async start() {
      sessions?.start();
      await outbox.work();
      sweep.start();
      const { databaseUrl } = options;
      running.use(startDueDateTeller({ databaseUrl, services, logger }));
      running.use(
        feedFromDatabase({ feed: changes, databaseUrl, channel: dossierChannel, changesIn: dossierChanges, logger }),
      );
    },
    async close() {
      await running.disposeAsync();
      metrics.stop();
      await sessions?.close();
      await sweep.stop();
      await outbox.stop();
      await peer.close();
      await database.close();
    },
  };
}

export function igateSchema(): GraphQLSchema {
  const typeDefs = parse(readFileSync(new URL('../../schema/igate.graphql', import.meta.url), 'utf8'));
  return buildSubgraphSchema([{ typeDefs, resolvers: { ...resolvers } }]);
}
