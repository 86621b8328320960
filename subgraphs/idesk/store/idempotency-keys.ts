import { sql, type Transaction } from 'kysely';
import type { IdeskSchema } from './schema.ts';

export interface KeyedRequest {
  readonly officer: string;
  readonly key: string;
  readonly operation: string;
  /** Of everything that makes the request what it is. */
  readonly requestHash: string;
}

/**
 * What was answered under this officer's key before. Two requests with one key wait for each other here, until the
 * transaction ends.
 */
export async function recallAnswer(
  transaction: Transaction<IdeskSchema>,
  request: KeyedRequest,
): Promise<{ readonly sameRequest: boolean; readonly result: unknown } | null> {
  const lock = `idempotency:${request.officer}:${request.key}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(transaction);
  const row = await transaction
    .selectFrom('idempotency_keys')
    .select(['operation', 'request_hash', 'result'])
    .where('officer', '=', request.officer)
    .where('key', '=', request.key)
    .executeTakeFirst();
  if (!row) return null;
  const sameRequest = row.operation === request.operation && row.request_hash === request.requestHash;
  return { sameRequest, result: row.result };
}

export async function rememberAnswer(
  transaction: Transaction<IdeskSchema>,
  request: KeyedRequest,
  result: object,
  at: Date,
): Promise<void> {
  await transaction
    .insertInto('idempotency_keys')
    .values({
      officer: request.officer,
      key: request.key,
      operation: request.operation,
      request_hash: request.requestHash,
      result: JSON.stringify(result),
      created_at: at,
    })
    .execute();
}
