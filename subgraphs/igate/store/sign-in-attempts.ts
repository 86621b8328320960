import { sql, type Kysely, type Transaction } from 'kysely';
import {
  afterAttempt,
  afterSuccess,
  attemptKeys,
  noAttempts,
  waitUntil,
  type Counter,
  type Tallies,
  type Tally,
} from '../../../platform/attempts/attempt-rules.ts';
import type { IgateSchema } from './schema.ts';

const counters: readonly Counter[] = ['pair', 'address', 'account'];

/** Who tries, and from where. */
export interface Attempt {
  readonly account: string;
  /** Undefined where it is not known. */
  readonly address: string | undefined;
  readonly at: Date;
}

/** Counts an attempt to sign in, or returns until when it has to wait and counts nothing. */
export async function beginSignIn(db: Kysely<IgateSchema>, attempt: Attempt): Promise<Date | null> {
  return changeTallies(db, attempt, (tallies) => {
    const until = waitUntil(tallies, attempt.at);
    return { until, change: until ? null : (_counter, tally) => afterAttempt(tally, attempt.at) };
  });
}

/** Notes that an attempt, which has been counted before, was a success. */
export async function signInSucceeded(db: Kysely<IgateSchema>, attempt: Attempt): Promise<void> {
  await changeTallies(db, attempt, () => ({
    until: null,
    change: (counter, tally) => afterSuccess(counter, tally, attempt.at),
  }));
  await forgetOldTallies(db, attempt.at);
}

interface Judgement {
  readonly until: Date | null;
  readonly change: ((counter: Counter, tally: Tally) => Tally) | null;
}

/** Attempts that share a key wait for each other, in the order of the keys, so that none is judged by an old count. */
function changeTallies(
  db: Kysely<IgateSchema>,
  { account, address, at }: Attempt,
  judge: (tallies: Tallies) => Judgement,
): Promise<Date | null> {
  const keys = attemptKeys(account, address);
  return db.transaction().execute(async (trx) => {
    const rows = await lockedTallies(trx, Object.values(keys), at);
    const tally = (counter: Counter): Tally => rows.get(keys[counter]) ?? noAttempts;
    const { until, change } = judge({ pair: tally('pair'), address: tally('address'), account: tally('account') });
    for (const counter of change ? counters : []) {
      const { failures, lastFailureAt, lastSuccessAt } = change?.(counter, tally(counter)) ?? noAttempts;
      await trx
        .updateTable('sign_in_tallies')
        .set({ failures, last_failure_at: lastFailureAt, last_success_at: lastSuccessAt, changed_at: at })
        .where('key', '=', keys[counter])
        .execute();
    }
    return until;
  });
}

async function lockedTallies(
  trx: Transaction<IgateSchema>,
  keys: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, Tally>> {
  const sorted = keys.toSorted();
  await trx
    .insertInto('sign_in_tallies')
    .values(sorted.map((key) => ({ key, changed_at: at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const rows = await trx
    .selectFrom('sign_in_tallies')
    .select(['key', 'failures', 'last_failure_at', 'last_success_at'])
    .where('key', 'in', sorted)
    .orderBy('key')
    .forUpdate()
    .execute();
  return new Map(
    rows.map((row) => [
      row.key,
      { failures: row.failures, lastFailureAt: row.last_failure_at, lastSuccessAt: row.last_success_at },
    ]),
  );
}

/** What no rule looks at any more. Rows that are being changed are left for the next time. */
async function forgetOldTallies(db: Kysely<IgateSchema>, now: Date): Promise<void> {
  await sql`
    delete from sign_in_tallies where key in (
      select key from sign_in_tallies
      where changed_at < ${now}::timestamptz - interval '2 days'
        and coalesce(last_success_at, '-infinity') < ${now}::timestamptz - interval '90 days'
      limit 1000 for update skip locked
    )
  `.execute(db);
}
