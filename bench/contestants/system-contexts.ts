/** What iGate's and iDesk's own resolvers need of a request, for programs that execute them by other means than ours. */
import { join } from 'node:path';
import { openDatabase } from '../../platform/database/database.ts';
import { fileClaimsIn } from '../../platform/files/file-claims.ts';
import { openFolderStore } from '../../platform/files/folder-store.ts';
import { createFileAddresses } from '../../platform/files/signed-address.ts';
import { createLogger } from '../../platform/logging.ts';
import { createExportAddresses } from '../../platform/reports/export-address.ts';
import type { VerifyToken } from '../../platform/tokens/principal.ts';
import { Peer } from '../../platform/transfers/peer.ts';
import type { ExportContent as IdeskExport } from '../../subgraphs/idesk/actions/export-content.ts';
import {
  createContext as createIdeskContext,
  type Context as IdeskContext,
} from '../../subgraphs/idesk/graphql/context.ts';
import type { IdeskSchema } from '../../subgraphs/idesk/store/schema.ts';
import type { ExportContent } from '../../subgraphs/igate/actions/export-content.ts';
import { createLocalTokens } from '../../subgraphs/igate/actions/local-tokens.ts';
import {
  createContext as createIgateContext,
  type Context as IgateContext,
} from '../../subgraphs/igate/graphql/context.ts';
import type { IgateSchema } from '../../subgraphs/igate/store/schema.ts';
import type { Graph } from './contestant.ts';

/** What resolvers of both systems get for a request, by its token, and how that is verified. */
export interface SystemContexts {
  igate(token: string, verify: VerifyToken): IgateContext;
  idesk(token: string, verify: VerifyToken): IdeskContext;
}

export async function openSystemContexts({ environment = {} }: Graph): Promise<SystemContexts> {
  const logger = createLogger('bench', { level: 'info', destination: '/dev/null' });
  const now = () => new Date();
  const common = {
    now,
    uploads: { maxFileBytes: 104_857_600, maxFiles: 20 },
    // Nothing crosses: none of the workloads sends anything.
    outbox: { enqueue: unavailable, settled: unavailable },
    logger,
  };
  const peer = new Peer({ url: unavailable, token: unavailable, logger });

  const addressRules = {
    secret: environment['FILE_ADDRESS_SECRET'] ?? '',
    publicUrl: 'http://127.0.0.1',
    lifetimeSeconds: 300,
    now,
  };
  const igateDb = openDatabase<IgateSchema>({
    ...databaseOptions('igate'),
    url: environment['IGATE_DATABASE_URL'] ?? '',
  });
  const ideskDb = openDatabase<IdeskSchema>({
    ...databaseOptions('idesk'),
    url: environment['IDESK_DATABASE_URL'] ?? '',
  });
  const igate = {
    services: {
      ...common,
      db: igateDb.kysely,
      files: { store: await store('igate'), claims: fileClaimsIn(igateDb.kysely) },
      peer,
    },
    byKey: igateDb.byKey,
    readRows: igateDb.readRows,
    readRowsByKey: igateDb.readRowsByKey,
    tokens: await createLocalTokens({ db: igateDb.kysely, lifetimeSeconds: 3600, now }),
    addresses: addresses('igate'),
    exports: createExportAddresses<ExportContent>({ ...addressRules, subgraph: 'igate' }),
  };
  const idesk = {
    desk: {
      ...common,
      database: ideskDb.kysely,
      files: { store: await store('idesk'), claims: fileClaimsIn(ideskDb.kysely) },
      igate: peer,
    },
    byKey: ideskDb.byKey,
    readRowsByKey: ideskDb.readRowsByKey,
    addresses: addresses('idesk'),
    exports: createExportAddresses<IdeskExport>({ ...addressRules, subgraph: 'idesk' }),
  };
  const originOf = (token: string) => ({ requestId: 'bench', token, language: 'vi' }) as const;
  return {
    igate: (token, verify) => createIgateContext({ ...igate, verify }, originOf(token)),
    idesk: (token, verify) => createIdeskContext(originOf(token), { ...idesk, verify }),
  };

  function databaseOptions(name: string) {
    return { name, poolSize: 10, logger };
  }

  function store(name: string) {
    return openFolderStore({ folder: join(environment['DATA_DIR'] ?? '', 'files', name) });
  }

  function addresses(subgraph: string) {
    return createFileAddresses({ ...addressRules, subgraph });
  }
}

function unavailable(): never {
  throw new Error('nothing crosses in the bench');
}
