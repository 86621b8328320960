import { sql, type Kysely, type Transaction } from 'kysely';
import { contentLock } from './file-claims.ts';
import type { FileStore } from './file-store.ts';

/** A store, and the database whose rows name what is in it. */
export interface SweptPlace<Schema> {
  readonly db: Kysely<Schema>;
  readonly store: FileStore;
  /** Whether a row needs this content, by what is committed in the moment of asking. */
  readonly isNeeded: (trx: Transaction<Schema>, sha256: string) => Promise<boolean>;
  /** Older claims are those of requests that will not come back. */
  readonly graceSeconds: number;
}

/**
 * `ABSENT`: there were no bytes, such as where a request ended between its claim and them. `BUSY`: somebody claims or
 * sweeps the content in this moment, so it is left for another time.
 */
export type SweepOutcome = 'REMOVED' | 'ABSENT' | 'IN_USE' | 'BUSY';

/**
 * Removes a content that nobody needs and nobody claims, and ends its claims that are too old.
 *
 * Why this never takes bytes that a row names:
 *
 * 1. Whoever keeps bytes claims their content first, under the content's lock, shared. A sweep holds that lock alone from
 *    its look at claims and rows to its commit, so every claim comes either before the look, which finds it, or after the
 *    removal, and then the bytes are put there anew.
 * 2. A row is written in the transaction that deletes its claim. The look takes old claims with `for update skip locked`,
 *    and a removal deletes them: a claim that is just being settled counts as one in use, and one that was deleted cannot
 *    be settled any more.
 * 3. A lock ends with its session, and a session may be lost while this process goes on. So the bytes are only set aside
 *    at first. The commit that follows proves that the session, and with it the lock, lasted through the whole of it;
 *    without that proof they stay aside, and the next sweep of the content judges anew: it drops them or puts them back.
 *
 * Why nothing is left behind: bytes are in their place, and a claim leads to them, or they are aside, where sweeps look
 * too. Each step may be repeated, by whomever.
 */
export async function sweepContent<Schema>(place: SweptPlace<Schema>, sha256: string): Promise<SweepOutcome> {
  const { removal } = place.store;
  const { outcome, aside } = await place.db.transaction().execute(async (trx) => {
    // Moving a large object in a bucket takes a while, in which this session says nothing.
    await sql`set local idle_in_transaction_session_timeout = '10min'`.execute(trx);
    if (!(await lockAlone(trx, sha256))) return { outcome: 'BUSY', aside: [] } as const;
    const { old, othersClaim } = await lookAtClaims(trx, sha256, place.graceSeconds);
    const isInUse = othersClaim || (await place.isNeeded(trx, sha256));
    if (isInUse) await removal.putBack(sha256);
    else await removal.setAside(sha256);
    await sql`delete from file_claims where id = any(${old}::uuid[])`.execute(trx);
    if (isInUse) return { outcome: 'IN_USE', aside: [] } as const;
    const names = await removal.listAside(sha256);
    return { outcome: names.length > 0 ? 'REMOVED' : 'ABSENT', aside: names } as const;
  });
  await removal.drop(aside);
  return outcome;
}

async function lockAlone<Schema>(trx: Transaction<Schema>, sha256: string): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(${contentLock(sql`${sha256}::text`)}) as locked
  `.execute(trx);
  return rows[0]?.locked === true;
}

/** Old claims, locked; and whether there are others. In statements after the lock, so that they see all there is. */
async function lookAtClaims<Schema>(
  trx: Transaction<Schema>,
  sha256: string,
  graceSeconds: number,
): Promise<{ readonly old: readonly string[]; readonly othersClaim: boolean }> {
  const locked = await sql<{ id: string }>`
    select id from file_claims
    where sha256 = ${sha256} and claimed_at <= now() - make_interval(secs => ${graceSeconds})
    for update skip locked
  `.execute(trx);
  const old = locked.rows.map(({ id }) => id);
  const others = await sql`
    select from file_claims where sha256 = ${sha256} and id <> all(${old}::uuid[]) limit 1
  `.execute(trx);
  return { old, othersClaim: others.rows.length > 0 };
}
