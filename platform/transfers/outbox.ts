import { fromKysely, PgBoss, type QueueOptions } from 'pg-boss';
import type { Transaction } from 'kysely';
import { Counter } from 'prom-client';
import { RequestError, type Bilingual } from '../errors.ts';
import type { Logger } from '../logging.ts';
import { PeerUnavailable } from './peer.ts';

/** What a queue carries: the id of a row that holds everything else. */
export interface OutboxMessage {
  readonly id: string;
}

/**
 * What is done with a queue's messages. A message may come more than once (a crash after delivery, before it was noted),
 * so every method must be safe to repeat.
 */
export interface OutboxQueue {
  /**
   * Delivers. A `RequestError` is a refusal for good and leads to `giveUp` at once; anything else is tried again.
   */
  deliver(message: OutboxMessage): Promise<void>;
  /** Notes that an attempt failed and another will follow. */
  postpone(message: OutboxMessage, reason: Bilingual): Promise<void>;
  /** Notes that nobody will try again by itself. No reason: the attempts are used up, and the last one's was noted. */
  giveUp(message: OutboxMessage, reason: Bilingual | null): Promise<void>;
}

/** How long and how often to try. The wait doubles from `retryDelaySeconds`, with jitter, up to `retryDelayMaxSeconds`. */
export interface TransferPolicy {
  readonly attempts: number;
  readonly retryDelaySeconds: number;
  readonly retryDelayMaxSeconds: number;
}

/** One message at a time each: a message that fails must not fail others with it. */
const workersPerQueue = 4;

/** A worker that died is noticed when its heartbeat stays away this long; pg-boss allows no shorter one. */
const heartbeatSeconds = 10;

/** How many outcomes are remembered for callers who ask just after a message was handled. */
const rememberedOutcomes = 1000;

const attemptsTotal = new Counter({
  name: 'lienthong_transfer_attempts_total',
  help: 'Attempts to deliver a crossing, by queue and outcome',
  labelNames: ['queue', 'outcome'],
});

interface OutboxOptions {
  /** The sender's own database: messages are enqueued in its transactions. */
  readonly databaseUrl: string;
  readonly queues: Readonly<Record<string, OutboxQueue>>;
  readonly policy: TransferPolicy;
  readonly logger: Logger;
}

/**
 * What leaves this system. A message is enqueued in the transaction that makes the business change, so it exists exactly
 * when the change does; workers then deliver it, at least once. The receiver's `receiveOnce` makes that exactly once.
 */
export class Outbox {
  readonly #boss: PgBoss;
  readonly #options: OutboxOptions;
  readonly #watchers = new Map<string, Set<() => void>>();
  readonly #recent = new Set<string>();

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#boss = new PgBoss({
      connectionString: options.databaseUrl,
      application_name: 'lienthong-outbox',
      max: 4,
      useListenNotify: true,
      schedule: false,
      superviseIntervalSeconds: 5,
      monitorIntervalSeconds: 5,
    });
    this.#boss.on('error', (error) => options.logger.warn({ err: error }, 'the outbox met a database error'));
  }

  /** Creates what is missing in the database, so that `enqueue` works; nothing is delivered before `work`. */
  async start(): Promise<void> {
    await this.#boss.start();
    const { attempts, retryDelaySeconds, retryDelayMaxSeconds } = this.#options.policy;
    for (const queue of Object.keys(this.#options.queues)) {
      const settings = {
        notify: true,
        retryLimit: attempts - 1,
        retryBackoff: true,
        retryDelay: retryDelaySeconds,
        retryDelayMax: retryDelayMaxSeconds,
        // A delivery may pull gigabytes; a dead worker is told by its heartbeat, not by the clock.
        expireInSeconds: 4 * 3600,
        heartbeatSeconds,
        retentionSeconds: 60 * 24 * 3600,
        deleteAfterSeconds: 24 * 3600,
      };
      const exhausted = exhaustedQueue(queue);
      await this.#ensureQueue(exhausted, { notify: true, retryLimit: 1_000_000, retryDelay: 5, heartbeatSeconds });
      await this.#ensureQueue(queue, { ...settings, deadLetter: exhausted });
    }
  }

  async #ensureQueue(name: string, settings: QueueOptions & { notify: boolean; deadLetter?: string }): Promise<void> {
    if (await this.#boss.getQueue(name)) await this.#boss.updateQueue(name, settings);
    else await this.#boss.createQueue(name, settings);
  }

  /** Starts delivering. */
  async work(): Promise<void> {
    const polling = { batchSize: 1, pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 2 } as const;
    for (const [name, queue] of Object.entries(this.#options.queues)) {
      await this.#boss.work<OutboxMessage>(name, { ...polling, localConcurrency: workersPerQueue }, async (jobs) => {
        for (const job of jobs) await this.#attempt(name, queue, job.data);
      });
      await this.#boss.work<OutboxMessage>(exhaustedQueue(name), polling, async (jobs) => {
        for (const job of jobs) {
          await queue.giveUp(job.data, null);
          this.#settle(job.data.id);
        }
      });
    }
  }

  async #attempt(name: string, queue: OutboxQueue, message: OutboxMessage): Promise<void> {
    try {
      await queue.deliver(message);
      attemptsTotal.inc({ queue: name, outcome: 'delivered' });
    } catch (error) {
      if (error instanceof RequestError) {
        attemptsTotal.inc({ queue: name, outcome: 'refused' });
        await queue.giveUp(message, error.text);
        return;
      }
      attemptsTotal.inc({ queue: name, outcome: 'failed' });
      this.#options.logger.warn({ err: error, queue: name, id: message.id }, 'a delivery failed');
      await queue.postpone(message, reasonOf(error));
      throw error;
    } finally {
      this.#settle(message.id);
    }
  }

  /** Enqueues in the caller's transaction: the message is there when, and only when, the transaction commits. */
  async enqueue<Schema>(transaction: Transaction<Schema>, queue: string, message: OutboxMessage): Promise<void> {
    // A message that is enqueued again waits for its new outcome.
    this.#recent.delete(message.id);
    await this.#boss.send(queue, message, { db: fromKysely(transaction) });
  }

  /**
   * Waits until this process has finished an attempt at a message, whatever its outcome, or for `withinMs`. The row tells
   * the outcome; another process may have made the attempt, which only the row tells too.
   */
  async settled(id: string, withinMs: number): Promise<void> {
    if (this.#recent.has(id)) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const watchers = this.#watchers.get(id) ?? new Set();
    this.#watchers.set(id, watchers.add(resolve));
    const timer = setTimeout(resolve, withinMs);
    await promise;
    clearTimeout(timer);
    watchers.delete(resolve);
    if (watchers.size === 0) this.#watchers.delete(id);
  }

  #settle(id: string): void {
    for (const wake of this.#watchers.get(id) ?? []) wake();
    this.#recent.add(id);
    if (this.#recent.size > rememberedOutcomes) {
      const [oldest] = this.#recent;
      if (oldest !== undefined) this.#recent.delete(oldest);
    }
  }

  /** Stops taking messages and lets those under way finish; what does not finish in time is delivered after the next start. */
  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: 5000, close: true });
  }
}

function exhaustedQueue(queue: string): string {
  return `${queue}-exhausted`;
}

/** Why an attempt failed, in words for the person who waits; the log has the details. */
function reasonOf(error: unknown): Bilingual {
  if (error instanceof PeerUnavailable) {
    return {
      vi: 'Hệ thống nhận tạm thời không trả lời. Sẽ tự động gửi lại.',
      en: 'The receiving system does not answer for the moment. It will be tried again.',
    };
  }
  return {
    vi: 'Gặp lỗi ngoài dự kiến khi chuyển. Sẽ tự động gửi lại.',
    en: 'Something unexpected went wrong on the way. It will be tried again.',
  };
}
