import { RequestError } from '../../platform/errors.ts';
import { fileClaimsIn } from '../../platform/files/file-claims.ts';
import { createFileAddresses } from '../../platform/files/signed-address.ts';
import { createLogger } from '../../platform/logging.ts';
import { createExportAddresses } from '../../platform/reports/export-address.ts';
import type { RequestOrigin } from '../../platform/serving/subgraph-source.ts';
import type { Principal } from '../../platform/tokens/principal.ts';
import { Peer } from '../../platform/transfers/peer.ts';
import type { ExportContent as IdeskExport } from '../../subgraphs/idesk/actions/export-content.ts';
import { createContext as createIdeskContext } from '../../subgraphs/idesk/graphql/context.ts';
import type { ExportContent } from '../../subgraphs/igate/actions/export-content.ts';
import { createLocalTokens } from '../../subgraphs/igate/actions/local-tokens.ts';
import { createContext as createIgateContext } from '../../subgraphs/igate/graphql/context.ts';
import { demoNow, type DemoPlace } from '../demo/seeded.ts';

const logger = createLogger('test', { level: 'silent' });
const now = () => demoNow;

/** Stands for the SSO: a token here says in clear text whom it speaks for. */
async function verify(token: string): Promise<Principal> {
  if (token === 'forged') throw new RequestError('UNAUTHENTICATED');
  return { kind: 'sso', account: `${token}@stttt.binhdinh.gov.vn`, expiresAt: new Date(8.64e15) };
}

/** Queries enqueue nothing. */
const outbox = { enqueue: () => Promise.reject(new Error()), settled: () => Promise.reject(new Error()) };
const uploads = { maxFileBytes: 1, maxFiles: 1 };
const addressRules = { secret: 'a secret of at least 32 bytes, for tests', publicUrl: '', lifetimeSeconds: 300, now };

/** What iGate's resolvers get, over the demo data. */
export async function igateContexts(place: DemoPlace) {
  const db = place.igate.kysely;
  const tokens = await createLocalTokens({ db, lifetimeSeconds: 3600, now });
  const peer = new Peer({ url: () => 'http://127.0.0.1:1', token: async () => '', logger });
  const environment = {
    services: { db, files: { store: place.igateFiles, claims: fileClaimsIn(db) }, peer, now, uploads, outbox, logger },
    byKey: place.igate.byKey,
    readRows: place.igate.readRows,
    readRowsByKey: place.igate.readRowsByKey,
    verify,
    tokens,
    addresses: createFileAddresses({ ...addressRules, subgraph: 'igate' }),
    exports: createExportAddresses<ExportContent>({ ...addressRules, subgraph: 'igate' }),
  };
  return async (origin: RequestOrigin) => createIgateContext(environment, origin);
}

/** The same for iDesk. */
export function ideskContexts(place: DemoPlace) {
  const igate = new Peer({ url: () => 'http://127.0.0.1:1', token: async () => '', logger });
  const desk = {
    database: place.idesk.kysely,
    files: { store: place.ideskFiles, claims: fileClaimsIn(place.idesk.kysely) },
    uploads,
    outbox,
    igate,
    now,
    logger,
  };
  const addresses = createFileAddresses({ ...addressRules, subgraph: 'idesk' });
  const exports = createExportAddresses<IdeskExport>({ ...addressRules, subgraph: 'idesk' });
  return async (origin: RequestOrigin) =>
    createIdeskContext(origin, {
      desk,
      byKey: place.idesk.byKey,
      readRowsByKey: place.idesk.readRowsByKey,
      addresses,
      exports,
      verify,
    });
}
