/** iGate and iDesk as one plain graphql-js server: the same resolvers, loaders, actions and tables, and no gateway. */
import { Supergraph } from '@apollo/federation-internals';
import { execute, parse, validate } from 'graphql';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '../../../platform/database/database.ts';
import { fileClaimsIn } from '../../../platform/files/file-claims.ts';
import { openFolderStore } from '../../../platform/files/folder-store.ts';
import { createFileAddresses } from '../../../platform/files/signed-address.ts';
import { createLogger } from '../../../platform/logging.ts';
import { createExportAddresses } from '../../../platform/reports/export-address.ts';
import { createTokenVerifier } from '../../../platform/tokens/verify-token.ts';
import { Peer } from '../../../platform/transfers/peer.ts';
import type { ExportContent as IdeskExport } from '../../../subgraphs/idesk/actions/export-content.ts';
import { createContext as createIdeskContext } from '../../../subgraphs/idesk/graphql/context.ts';
import { resolvers as ideskResolvers } from '../../../subgraphs/idesk/graphql/resolvers/resolvers.ts';
import type { IdeskSchema } from '../../../subgraphs/idesk/store/schema.ts';
import type { ExportContent } from '../../../subgraphs/igate/actions/export-content.ts';
import { createLocalTokens } from '../../../subgraphs/igate/actions/local-tokens.ts';
import { createContext as createIgateContext } from '../../../subgraphs/igate/graphql/context.ts';
import { resolvers as igateResolvers } from '../../../subgraphs/igate/graphql/resolvers/resolvers.ts';
import type { IgateSchema } from '../../../subgraphs/igate/store/schema.ts';
import { told } from '../../processes/program.ts';
import type { Graph } from '../contestant.ts';
import { mergeResolvers } from './merged-schema.ts';
import { serveGraphql } from './serve-graphql.ts';

interface Context {
  readonly igate: ReturnType<typeof createIgateContext>;
  readonly idesk: ReturnType<typeof createIdeskContext>;
}

const { supergraphFile, tokens, environment = {} }: Graph = JSON.parse(told());
const logger = createLogger('unfederated', { level: 'info', destination: '/dev/null' });
const now = () => new Date();
const uploads = { maxFileBytes: 104_857_600, maxFiles: 20 };
// Nothing crosses: none of the workloads sends anything.
const outbox = { enqueue: unavailable, settled: unavailable };
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
const verify = createTokenVerifier({ issuer: tokens.issuer, audience: tokens.audience, kind: 'sso' });
const igate = {
  services: {
    db: igateDb.kysely,
    files: { store: await store('igate'), claims: fileClaimsIn(igateDb.kysely) },
    peer,
    now,
    uploads,
    outbox,
    logger,
  },
  verify,
  tokens: await createLocalTokens({ db: igateDb.kysely, lifetimeSeconds: 3600, now }),
  addresses: addresses('igate'),
  exports: createExportAddresses<ExportContent>({ ...addressRules, subgraph: 'igate' }),
};
const idesk = {
  desk: {
    database: ideskDb.kysely,
    files: { store: await store('idesk'), claims: fileClaimsIn(ideskDb.kysely) },
    uploads,
    outbox,
    igate: peer,
    now,
    logger,
  },
  verify,
  addresses: addresses('idesk'),
  exports: createExportAddresses<IdeskExport>({ ...addressRules, subgraph: 'idesk' }),
};

const schema = Supergraph.build(await readFile(supergraphFile, 'utf8'))
  .apiSchema()
  .toGraphQLJSSchema();
mergeResolvers<Context>(schema, [
  { resolvers: igateResolvers, contextOf: (context) => context.igate, homeOf: ['Dossier', 'Officer', 'Transfer'] },
  { resolvers: ideskResolvers, contextOf: (context) => context.idesk, homeOf: ['DeskUser', 'Draft', 'DocumentFile'] },
]);

await serveGraphql(verify, (query) => {
  const document = parse(query);
  const [error] = validate(schema, document);
  if (error) throw error;
  return async (variableValues, token) => {
    const origin = { requestId: 'bench', token, language: 'vi' } as const;
    const contextValue: Context = {
      igate: createIgateContext(igate, origin),
      idesk: createIdeskContext(origin, idesk),
    };
    return JSON.stringify(await execute({ schema, document, variableValues, contextValue }));
  };
});

function databaseOptions(name: string) {
  return { name, poolSize: 10, logger };
}

function store(name: string) {
  return openFolderStore({ folder: join(environment['DATA_DIR'] ?? '', 'files', name) });
}

function addresses(subgraph: string) {
  return createFileAddresses({ ...addressRules, subgraph });
}

function unavailable(): never {
  throw new Error('nothing crosses in the bench');
}
