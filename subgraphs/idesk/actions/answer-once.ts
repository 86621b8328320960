import type { Transaction } from 'kysely';
import { RequestError } from '../../../platform/errors.ts';
import { recallAnswer, rememberAnswer, type KeyedRequest } from '../store/idempotency-keys.ts';
import type { IdeskSchema } from '../store/schema.ts';

/** A request that may carry an idempotency key; without one it is answered anew each time. */
type Request = Omit<KeyedRequest, 'key'> & { readonly key: string | null };

const longestKey = 200;

/**
 * Runs `work` the first time a key comes, and gives its answer (the id of what was made) ever after.
 *
 * @throws RequestError `IDEMPOTENCY_KEY_REUSED` where the key came with another request before; `BAD_USER_INPUT` for an
 *   empty or endless key.
 */
export async function answerOnce(
  transaction: Transaction<IdeskSchema>,
  request: Request,
  at: Date,
  work: () => Promise<string>,
): Promise<string> {
  const { key } = request;
  if (key === null) return work();
  if (key.trim() === '' || key.length > longestKey || key.includes('\0')) {
    throw new RequestError('BAD_USER_INPUT', {
      vi: `Khóa chống gửi trùng phải có từ 1 đến ${longestKey} ký tự.`,
      en: `An idempotency key has 1 to ${longestKey} characters.`,
    });
  }
  const keyed = { ...request, key };
  const before = await recallAnswer(transaction, keyed);
  if (before) {
    if (!before.sameRequest || !isAnswer(before.result)) throw new RequestError('IDEMPOTENCY_KEY_REUSED');
    return before.result.id;
  }
  const id = await work();
  await rememberAnswer(transaction, keyed, { id }, at);
  return id;
}

function isAnswer(value: unknown): value is { id: string } {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
}
