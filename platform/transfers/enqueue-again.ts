import type { Transaction } from 'kysely';
import { fromKysely, PgBoss } from 'pg-boss';
import type { Logger } from '../logging.ts';
import type { OutboxMessage } from './outbox.ts';

/** Puts messages into queues that an outbox works, from a process that works none itself. */
export interface Enqueuer extends AsyncDisposable {
  /** In the caller's transaction: the message is there when, and only when, it commits. */
  enqueue<Schema>(transaction: Transaction<Schema>, queue: string, message: OutboxMessage): Promise<void>;
}

/** @throws Error where no outbox has ever been started on this database, so that there are no queues. */
export async function openEnqueuer(databaseUrl: string, logger: Logger): Promise<Enqueuer> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: 'lienthong-enqueuer',
    max: 1,
    // Its tables and its upkeep belong to the systems that run.
    migrate: false,
    supervise: false,
    schedule: false,
  });
  boss.on('error', (error) => logger.warn({ err: error }, 'the queues met a database error'));
  await boss.start();
  return {
    async enqueue(transaction, queue, message) {
      await boss.send(queue, message, { db: fromKysely(transaction) });
    },
    [Symbol.asyncDispose]: () => boss.stop({ graceful: false, close: true }),
  };
}
