import type { Kysely } from 'kysely';
import type { ReadRows } from '../../../platform/database/database.ts';
import type { Language } from '../../../platform/errors.ts';
import type { FileAddresses } from '../../../platform/files/signed-address.ts';
import type { ExportAddresses } from '../../../platform/reports/export-address.ts';
import type { RequestOrigin } from '../../../platform/serving/subgraph-source.ts';
import type { VerifyToken } from '../../../platform/tokens/principal.ts';
import { identifyOfficer } from '../actions/identify-officer.ts';
import type { ExportContent } from '../actions/export-content.ts';
import type { LocalTokens } from '../actions/local-tokens.ts';
import type { IgateServices } from '../actions/services.ts';
import type { Officer } from '../domain/officer.ts';
import type { IgateSchema } from '../store/schema.ts';
import { createRevealed, type Revealed } from './revealed.ts';
import { createLoaders, type Loaders } from './loaders.ts';

/** What every request shares. */
export interface Environment {
  readonly services: IgateServices;
  /** `Database.byKey`. */
  readonly byKey: Kysely<IgateSchema>;
  /** `Database.readRows`. */
  readonly readRows: ReadRows;
  /** `Database.readRowsByKey`. */
  readonly readRowsByKey: ReadRows;
  readonly verify: VerifyToken;
  readonly tokens: LocalTokens;
  readonly addresses: FileAddresses;
  readonly exports: ExportAddresses<ExportContent>;
}

/** What resolvers get: the request's own view of iGate. */
export interface Context extends Environment {
  readonly language: Language;
  readonly clientAddress: string | undefined;
  /**
   * The officer who asks; found at the first call, so that `signIn` needs none.
   *
   * @throws RequestError `UNAUTHENTICATED`, `SSO_ACCOUNT_NOT_LINKED`.
   */
  readonly officer: () => Promise<Officer>;
  readonly loaders: Loaders;
  readonly revealed: Revealed;
  /** Forgets what was read: to be called after every change, since one request may hold several mutations. */
  readonly forget: () => void;
}

export function createContext(environment: Environment, origin: RequestOrigin): Context {
  const { services, byKey, verify } = environment;
  let known: Promise<Officer> | undefined;
  const officer = () => (known ??= identifyOfficer(byKey, verify, origin.token));
  let loaders = createLoaders(byKey, officer);
  return {
    ...environment,
    language: origin.language,
    clientAddress: origin.clientAddress,
    officer,
    // Not forgotten with the others: one request leaves one entry about a dossier.
    revealed: createRevealed(services, officer),
    get loaders() {
      return loaders;
    },
    forget() {
      known = undefined;
      loaders = createLoaders(byKey, officer);
    },
  };
}
