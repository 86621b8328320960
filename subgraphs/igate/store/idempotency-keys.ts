import type { Kysely, Transaction } from 'kysely';
import { RequestError } from '../../../platform/errors.ts';
import type { IgateSchema } from './schema.ts';

export interface IdempotentRequest {
  readonly officerId: string;
  /** Null: the caller gave no key, and the effect simply happens. */
  readonly key: string | null;
  readonly operation: string;
  /** Of everything that the request asks for; files by their content. */
  readonly hash: string;
  readonly at: Date;
}

/**
 * Lets an effect happen once per officer and key. The first request runs it and remembers the id it answers with; a
 * repeated one, also one that arrives while the first is still running, gets that id and nothing happens.
 *
 * @throws RequestError `IDEMPOTENCY_KEY_REUSED` where the key stands for another request.
 */
export async function once(
  trx: Transaction<IgateSchema>,
  request: IdempotentRequest,
  effect: () => Promise<string>,
): Promise<string> {
  const { officerId, key } = request;
  if (key === null) return effect();
  // Two requests with one key meet in the primary key's index: the second waits here until the first has ended.
  const claimed = await trx
    .insertInto('idempotency_keys')
    .values({
      officer_id: officerId,
      key,
      operation: request.operation,
      request_hash: request.hash,
      result: '{}',
      created_at: request.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (claimed) {
    const id = await effect();
    await trx
      .updateTable('idempotency_keys')
      .set({ result: JSON.stringify({ id }) })
      .where('officer_id', '=', officerId)
      .where('key', '=', key)
      .execute();
    return id;
  }
  const earlier = await trx
    .selectFrom('idempotency_keys')
    .select(['operation', 'request_hash', 'result'])
    .where('officer_id', '=', officerId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (earlier.operation !== request.operation || earlier.request_hash !== request.hash) {
    throw new RequestError('IDEMPOTENCY_KEY_REUSED');
  }
  return earlier.result.id;
}

/** Whether an earlier request of this officer bore the key. */
export async function isKnownKey(db: Kysely<IgateSchema>, officerId: string, key: string): Promise<boolean> {
  const known = await db
    .selectFrom('idempotency_keys')
    .select('key')
    .where('officer_id', '=', officerId)
    .where('key', '=', key)
    .executeTakeFirst();
  return known !== undefined;
}
