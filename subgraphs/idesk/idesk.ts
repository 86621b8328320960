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
import { registerPeerRoutes } from '../../platform/serving/peer-routes.ts';
import { createSubgraphExecutor } from '../../platform/serving/subgraph-executor.ts';
import type { SubgraphSource } from '../../platform/serving/subgraph-source.ts';
import type { VerifyToken } from '../../platform/tokens/principal.ts';
import { installOutbox } from '../../platform/transfers/outbox-installation.ts';
import { Outbox, type TransferPolicy } from '../../platform/transfers/outbox.ts';
import { Peer } from '../../platform/transfers/peer.ts';
import { exposeUndelivered } from '../../platform/transfers/transfer-metrics.ts';
import type { Desk } from './actions/desk.ts';
import type { ExportContent } from './actions/export-content.ts';
import { exportTable } from './actions/export-table.ts';
import { crossings } from './crossings.ts';
import { documentChanges, documentChannel } from './document-changes.ts';
import { findServableFile, recordDownload, recordRefusedDownload } from './file-access.ts';
import { createContext, type Context } from './graphql/context.ts';
import { rootFields } from './graphql/projection.ts';
import { resolvers } from './graphql/resolvers/resolvers.ts';
import { peerRoutes } from './peer.ts';
import { isContentNeeded } from './store/document-files.ts';
import { ideskMigrations } from './store/migrations.ts';
import { undeliveredPushes } from './store/pushes.ts';
import type { IdeskSchema } from './store/schema.ts';

export interface IdeskOptions {
  /** For the role that the subgraph runs as. */
  readonly databaseUrl: string;
  /**
   * For the role that owns the tables, which migrations run as; left out where it is the same one. The running role then
   * has no right to change what the audit log holds.
   */
  readonly databaseOwnerUrl?: string | undefined;
  readonly poolSize: number;
  readonly store: FileStore;
  /** `sso` for officers, `service` for iGate on its own behalf. */
  readonly verify: { readonly sso: VerifyToken; readonly service: VerifyToken };
  /** Gateways in processes of their own: how they prove who they are, and their client ids; left out where there are none. */
  readonly gateways?: { readonly verify: VerifyToken; readonly clientIds: readonly string[] };
  /** iGate: where it is, how to prove who we are, and the client ids by which it proves who it is. */
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
  readonly now: () => Date;
  readonly logger: Logger;
  /** Called with the text of every SQL statement but the outbox's own. */
  readonly onStatement?: (sql: string) => void;
}

export interface Idesk {
  readonly source: SubgraphSource;
  /** For a gateway in the same process. */
  readonly changes: ChangeSource;
  readonly checks: ReadinessChecks;
  /** Adds iDesk's routes: `/graphql`, `/backchannel-logout` and `/ended-sessions` for the gateway, `/changes` for gateways, `/files/idesk/…` and `/reports/idesk/…` for browsers, `/peer/…` for iGate. */
  register(app: FastifyInstance): void;
  /** Starts delivering what is to go to iGate; call it once iDesk listens, since iGate asks back for the files. */
  start(): Promise<void>;
  /** Lets deliveries and statements under way finish. */
  close(): Promise<void>;
}

/** Brings the database up to date, and puts the subgraph together. Nothing leaves it before `start`. */
export async function createIdesk(options: IdeskOptions): Promise<Idesk> {
  const { logger, now, store, verify } = options;
  const database = openDatabase<IdeskSchema>({
    url: options.databaseUrl,
    name: 'idesk',
    poolSize: options.poolSize,
    logger,
    ...(options.onStatement && { onStatement: options.onStatement }),
  });
  const peer = new Peer({ ...options.peer, logger });
  const addresses = createFileAddresses({ ...options.fileAddresses, subgraph: 'idesk', now });
  const exports = createExportAddresses<ExportContent>({ ...options.fileAddresses, subgraph: 'idesk', now });
  const outbox = new Outbox({
    databaseUrl: options.databaseUrl,
    queues: crossings(() => desk),
    policy: options.transferPolicy,
    circuit: peer.circuit,
    logger,
  });
  const { uploads } = options;
  const files = { store, claims: fileClaimsIn(database.kysely) };
  const desk: Desk = { database: database.kysely, files, uploads, outbox, igate: peer, now, logger };

  // A PostgreSQL that is killed while this starts is waited for, as one that is not up yet.
  const whenUp = <Result>(work: () => Promise<Result>) => whileRecovering({ name: 'idesk', logger }, work);
  await whenUp(() =>
    prepareDatabase({
      url: options.databaseUrl,
      ownerUrl: options.databaseOwnerUrl,
      name: 'idesk',
      migrations: ideskMigrations,
      install: installOutbox,
      limits: auditTables,
      logger,
    }),
  );
  const sessions =
    options.sessions &&
    (await SessionKeeper.open({
      databaseUrl: options.databaseUrl,
      name: 'idesk',
      verify: options.sessions.verifyLogout,
      ended: options.sessions.ended,
      peerUrl: options.peer.url,
      logger,
    }));
  await whenUp(() => outbox.start());
  const environment = {
    desk,
    byKey: database.byKey,
    readRowsByKey: database.readRowsByKey,
    addresses,
    exports,
    verify: verify.sso,
  };
  const source = createSubgraphExecutor<Context>({
    name: 'idesk',
    schema: ideskSchema(),
    createContext: async (origin) => createContext(origin, environment),
    rootFields,
    logger,
  });

  const metrics = exposeUndelivered({
    subgraph: 'idesk',
    kinds: ['PUSH_RESULTS'],
    read: () => undeliveredPushes(database.kysely),
    now,
    logger,
  });

  const sweep = new FileSweep({
    subgraph: 'idesk',
    db: database.kysely,
    store,
    isNeeded: isContentNeeded,
    graceSeconds: options.fileGraceSeconds,
    logger,
  });

  const changes = new ChangeFeed('idesk');
  const running = new AsyncDisposableStack();

  return {
    source,
    changes,
    checks: { 'idesk database': () => database.ping(), 'idesk files': () => store.ping() },
    register(app) {
      registerGraphqlRoute(app, source, options.uploads);
      sessions?.register(app);
      registerFileRoutes(app, {
        addresses,
        store,
        find: findServableFile(desk),
        onServed: oncePerAddress(recordDownload(desk), now),
        onRefused: foldRefusals('idesk', recordRefusedDownload(desk), now),
      });
      const exporting = { ...desk, pool: database.pool };
      registerExportRoutes(app, { addresses: exports, tableOf: (request) => exportTable(exporting, request) });
      registerPeerRoutes(app, { verify: verify.service, clientIds: options.peer.clientIds }, peerRoutes(desk));
      if (options.gateways) registerChangesRoute(app, changes, options.gateways);
    },
    async start() {
      sessions?.start();
      await outbox.work();
      sweep.start();
      const changesIn = (payloads: readonly string[]) => documentChanges(database.kysely, payloads);
      running.use(
        feedFromDatabase({
          feed: changes,
          databaseUrl: options.databaseUrl,
          channel: documentChannel,
          changesIn,
          logger,
        }),
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

export function ideskSchema(): GraphQLSchema {
  const typeDefs = parse(readFileSync(new URL('../../schema/idesk.graphql', import.meta.url), 'utf8'));
  return buildSubgraphSchema([{ typeDefs, resolvers: { ...resolvers } }]);
}
