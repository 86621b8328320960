import type { Kysely } from 'kysely';
import type { ReadRows } from '../../../platform/database/database.ts';
import type { Language } from '../../../platform/errors.ts';
import type { FileAddresses } from '../../../platform/files/signed-address.ts';
import type { ExportAddresses } from '../../../platform/reports/export-address.ts';
import type { RequestOrigin } from '../../../platform/serving/subgraph-source.ts';
import type { VerifyToken } from '../../../platform/tokens/principal.ts';
import type { Desk } from '../actions/desk.ts';
import type { ExportContent } from '../actions/export-content.ts';
import type { DeskUser } from '../domain/desk-user.ts';
import { findActiveDeskUser } from '../store/desk-users.ts';
import type { IdeskSchema } from '../store/schema.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import { viewerOf } from './viewer.ts';

/** What the resolvers of one request work with. */
export interface Context {
  readonly desk: Desk;
  /** `Database.readRowsByKey`. */
  readonly readRowsByKey: ReadRows;
  readonly loaders: Loaders;
  readonly addresses: FileAddresses;
  readonly exports: ExportAddresses<ExportContent>;
  readonly language: Language;
  /** The officer who asks. @throws RequestError `UNAUTHENTICATED`, `FORBIDDEN`. */
  viewer(): Promise<DeskUser>;
  /** From here on, everything is read anew. */
  forgetReads(): void;
}

/** What every request shares. */
interface Environment extends Pick<Context, 'desk' | 'readRowsByKey' | 'addresses' | 'exports'> {
  /** `Database.byKey`. */
  readonly byKey: Kysely<IdeskSchema>;
  readonly verify: VerifyToken;
}

export function createContext(
  origin: RequestOrigin,
  { desk, byKey, readRowsByKey, addresses, exports, verify }: Environment,
): Context {
  const viewer = viewerOf({
    token: origin.token,
    verify,
    findActive: (ssoAccount) => findActiveDeskUser(byKey, ssoAccount),
  });
  let loaders = createLoaders(byKey, viewer);
  return {
    desk,
    readRowsByKey,
    addresses,
    exports,
    viewer,
    language: origin.language,
    get loaders() {
      return loaders;
    },
    forgetReads() {
      loaders = createLoaders(byKey, viewer);
    },
  };
}
