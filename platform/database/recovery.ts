import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../logging.ts';
import { causesOf, codeOf, isUnavailable } from '../unavailable.ts';

/** PostgreSQL refuses this program, and will go on doing so until somebody changes something. */
export class DatabaseRefusal extends Error {
  override readonly name = 'DatabaseRefusal';
  readonly reason: 'WRONG_PASSWORD' | 'NO_SUCH_DATABASE';

  constructor(reason: DatabaseRefusal['reason'], cause: unknown) {
    super(`PostgreSQL refuses: ${reason}`, { cause });
    this.reason = reason;
  }
}

/** PostgreSQL was not there in time. */
export class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway';
}

interface Patience {
  /** Of the database, for the log. */
  readonly name: string;
  readonly logger: Logger;
  /** Recovery after a crash takes as long as there was to write since the last checkpoint: minutes, not hours. */
  readonly patienceMs?: number;
  /** Ends the waiting early, with its reason. */
  readonly signal?: AbortSignal;
}

const longestPauseMs = 1000;
/** One line in the log as often as this, so that whoever looks knows what is waited for. */
const sayEveryMs = 10_000;

/**
 * Does what a start needs of a database, again and again while PostgreSQL is not there, is starting or is recovering. `work`
 * must be safe to repeat.
 *
 * @throws DatabaseRefusal at once where a password is wrong or the database is missing; DatabaseAway after `patienceMs`;
 *   every other error of `work`.
 */
export async function whileRecovering<Result>(
  { name, logger, patienceMs = 180_000, signal }: Patience,
  work: () => Promise<Result>,
): Promise<Result> {
  const startedAt = Date.now();
  let saidAt = 0;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const refusal = refusalIn(error);
      if (refusal) throw new DatabaseRefusal(refusal, error);
      if (!isUnavailable(error)) throw error;
      if (Date.now() - startedAt > patienceMs) {
        throw new DatabaseAway(`PostgreSQL did not answer within ${patienceMs / 1000} s.`, { cause: error });
      }
      if (Date.now() - saidAt > sayEveryMs) {
        saidAt = Date.now();
        logger.warn({ database: name, reason: reasonOf(error) }, 'PostgreSQL does not answer yet; waiting for it');
      }
      await delay(Math.min(100 * 2 ** attempt, longestPauseMs), undefined, signal && { signal });
    }
  }
}

function refusalIn(error: unknown): DatabaseRefusal['reason'] | null {
  for (const cause of causesOf(error)) {
    if (!(cause instanceof pg.DatabaseError)) continue;
    if (cause.code === '28P01' || cause.code === '28000') return 'WRONG_PASSWORD';
    if (cause.code === '3D000') return 'NO_SUCH_DATABASE';
  }
  return null;
}

function reasonOf(error: unknown): string {
  const last = causesOf(error).at(-1);
  return last === undefined ? String(error) : last.message || (codeOf(last) ?? last.name);
}

/** Whether the server takes a connection; one of its own, which is no part of what the metrics count. */
export async function connectOnce(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  // A server that goes away in between fails the call that is under way, too.
  client.on('error', () => {});
  try {
    await client.connect();
  } finally {
    await client.end();
  }
}
