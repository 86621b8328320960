import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import type { FileStore, ReceivedFile } from './file-store.ts';

/**
 * The table behind claims, for a migration of whoever keeps files.
 *
 * A claim says: bytes of this content are in the store, or are about to be, and a row that names them is to follow. It is
 * written before the bytes and deleted in the transaction that writes the row, so that whatever a crash interrupts leaves
 * either no bytes or a claim that leads to them. `sweep-content.ts` removes what nobody came back for.
 *
 * Claims are aged by the database's clock alone: those of the processes may differ.
 */
export const fileClaimsSql = /* sql */ `
create table file_claims (
  id uuid primary key default uuidv7(),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  claimed_at timestamptz not null default now()
);
create index file_claims_by_content on file_claims (sha256);
create index file_claims_by_age on file_claims (claimed_at);
`;

export interface FileClaims {
  /**
   * Claims contents by their digests, in a transaction of its own that is committed before this resolves; answers with
   * the claims. Only then may the bytes be kept, or be found to be there already: from then on no sweep takes them away.
   */
  claim(digests: readonly string[]): Promise<readonly string[]>;
  /** Whether none of the claims has been swept. */
  areHeld(claims: readonly string[]): Promise<boolean>;
}

/** Where files are kept, and how that is announced to the database whose rows are to name them. */
export interface Keeping {
  readonly store: FileStore;
  readonly claims: FileClaims;
}

/** A claim was swept: whoever held it took longer than a request may. Beginning anew mends it. */
export class ClaimLost extends Error {
  override readonly name = 'ClaimLost';

  constructor() {
    super('Bytes were swept before a row came to name them.');
  }
}

export function fileClaimsIn<Schema>(db: Kysely<Schema>): FileClaims {
  return {
    async claim(digests) {
      if (digests.length === 0) return [];
      // The lock is shared among those who claim; a sweep that is removing one of these contents is waited for.
      const { rows } = await sql<{ id: string }>`
        with wanted as materialized (
          select sha256, pg_advisory_xact_lock_shared(${contentLock(sql.ref('sha256'))})
          from unnest(${[...digests]}::text[]) as given (sha256)
        )
        insert into file_claims (sha256) select sha256 from wanted returning id
      `.execute(db);
      return rows.map(({ id }) => id);
    },

    async areHeld(claims) {
      const held = await sql`
        select from file_claims where id = any(${[...claims]}::uuid[])
      `.execute(db);
      return held.rows.length === claims.length;
    },
  };
}

/**
 * Keeps files that have arrived, under claims that it answers with; settle them with the rows that name the files.
 *
 * @throws ClaimLost where it took so long that the claims were swept before the bytes were there.
 */
export async function keepClaimed({ claims }: Keeping, arrived: readonly ReceivedFile[]): Promise<readonly string[]> {
  const digests = arrived.map(({ sha256 }) => sha256);
  const taken = await claims.claim(digests);
  for (const received of arrived) await received.keep();
  if (await claims.areHeld(taken)) return taken;
  // The sweep found nothing to remove, and ended what led here: the next one is to find the bytes.
  await claims.claim(digests);
  throw new ClaimLost();
}

/**
 * Ends claims in the transaction that writes the rows which name the contents: both, or neither.
 *
 * @throws ClaimLost where one of them was swept meanwhile, so that no row names bytes that are gone.
 */
export async function settleClaims<Schema>(trx: Transaction<Schema>, claims: readonly string[]): Promise<void> {
  if (claims.length === 0) return;
  const settled = await sql`
    delete from file_claims where id = any(${[...claims]}::uuid[]) returning id
  `.execute(trx);
  if (settled.rows.length !== claims.length) throw new ClaimLost();
}

/** Digests of the contents that claims younger than the grace are on: requests under way may be about to name them. */
export async function youngClaims<Schema>(db: Kysely<Schema>, graceSeconds: number): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ sha256: string }>`
    select distinct sha256 from file_claims where claimed_at > now() - make_interval(secs => ${graceSeconds})
  `.execute(db);
  return new Set(rows.map(({ sha256 }) => sha256));
}

/** The key of the advisory lock of a content. Two contents that share one only wait for each other. */
export function contentLock(sha256: RawBuilder<unknown>): RawBuilder<bigint> {
  return sql<bigint>`('x' || left(${sha256}, 16))::bit(64)::bigint`;
}
