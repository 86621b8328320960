import { fromKysely, PgBoss, type QueueOptions } from 'pg-boss';
import type { Transaction } from 'kysely';
import { Counter } from 'prom-client';
import { RequestError, type Bilingual } from '../errors.ts';
import type { Logger } from '../logging.ts';
import type { Circuit } from './circuit.ts';
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
   * Notes that an attempt begins, before anything else, so that one that takes the process down with it counts too.
   * Answers how many there have been, this one included; null where nothing is left to deliver.
   */
  begin(message: OutboxMessage): Promise<number | null>;
  /**
   * Delivers. A `RequestError` is a refusal for good and leads to `giveUp` at once; anything else is tried again.
   */
  deliver(message: OutboxMessage): Promise<void>;
  /** Notes why a message that has not arrived waits: for another attempt, or for a receiver that is not there. */
  postpone(message: OutboxMessage, reason: Bilingual): Promise<void>;
  /** Notes that nobody will try again by itself. */
  giveUp(message: OutboxMessage, reason: Bilingual): Promise<void>;
}

/**
 * How long and how often to try. The wait doubles from `retryDelaySeconds`, with jitter, up to `retryDelayMaxSeconds`.
 * Time in which the receiver is known to be down costs no attempts.
 */
export interface TransferPolicy {
  readonly attempts: number;
  readonly retryDelaySeconds: number;
  readonly retryDelayMaxSeconds: number;
}

/**
 * One message at a time each: a message that fails must not fail others with it. A worker mostly waits for the receiver, so
 * there are enough of them that a few large or slow messages leave room for the others.
 */
const workersPerQueue = 8;

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
  /** Of the receiver: while it is open, nothing is taken from the queues. */
  readonly circuit: Circuit;
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
  #unfollow: () => void = () => {};
  #isStopped = false;
  #switching: Promise<void> = Promise.resolve();

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
    const { retryDelaySeconds, retryDelayMaxSeconds } = this.#options.policy;
    for (const queue of Object.keys(this.#options.queues)) {
      await this.#ensureQueue(queue, {
        notify: true,
        // The attempts are counted where users see them, and by what was really tried: not here.
        retryLimit: 1_000_000,
        retryBackoff: true,
        retryDelay: retryDelaySeconds,
        retryDelayMax: retryDelayMaxSeconds,
        // A delivery may pull gigabytes; a dead worker is told by its heartbeat, not by the clock.
        expireInSeconds: 4 * 3600,
        heartbeatSeconds,
        retentionSeconds: 365 * 24 * 3600,
        deleteAfterSeconds: 24 * 3600,
      });
    }
  }

  async #ensureQueue(name: string, settings: QueueOptions & { notify: boolean }): Promise<void> {
    if (await this.#boss.getQueue(name)) await this.#boss.updateQueue(name, settings);
    else await this.#boss.createQueue(name, settings);
  }

  /** Starts delivering, all that waits first. */
  async work(): Promise<void> {
    this.#unfollow = this.#options.circuit.follow(() => void this.#switch());
    await this.#switch();
  }

  /** Takes messages while the circuit is closed, and none while it is open: they wait untouched. */
  async #switch(): Promise<void> {
    // One after the other, since the circuit may change again before the workers have followed it.
    this.#switching = this.#switching
      .then(() => this.#followCircuit())
      .catch((error: unknown) =>
        this.#options.logger.error({ err: error }, 'the workers could not follow the circuit'),
      );
    return this.#switching;
  }

  async #followCircuit(): Promise<void> {
    if (this.#isStopped) return;
    for (const name of Object.keys(this.#options.queues)) await this.#boss.offWork(name, { wait: false });
    if (this.#options.circuit.isOpen) this.#wakeEverybody();
    else await this.#goOn();
  }

  async #goOn(): Promise<void> {
    await this.#makeDue();
    for (const [name, queue] of Object.entries(this.#options.queues)) {
      for (let worker = 0; worker < workersPerQueue; worker += 1) await this.#employ(name, queue);
    }
  }

  #wakeEverybody(): void {
    for (const waiting of this.#watchers.values()) for (const wake of waiting) wake();
  }

  async #employ(name: string, queue: OutboxQueue): Promise<void> {
    const polling = { batchSize: 1, pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 2 } as const;
    const worker: string = await this.#boss.work<OutboxMessage>(name, polling, async (jobs) => {
      // Where one message waited, more may wait: the next one is taken at once instead of after the polling interval.
      this.#boss.notifyWorker(worker);
      for (const job of jobs) await this.#attempt(name, queue, job.data);
    });
  }

  /** Whatever waits for its next attempt waits no more: the receiver has come back, or this process has. */
  async #makeDue(): Promise<void> {
    try {
      await this.#boss.getDb().executeSql(
        `update pgboss.job set start_after = now(), retry_count = 0
            where name = any($1) and state = 'retry' and start_after > now()`,
        [Object.keys(this.#options.queues)],
      );
    } catch (error) {
      // They become due by themselves, only later.
      this.#options.logger.warn({ err: error }, 'what waits could not be made due');
    }
  }

  async #attempt(name: string, queue: OutboxQueue, message: OutboxMessage): Promise<void> {
    const { circuit, logger, policy } = this.#options;
    // Taken from the queue in the moment in which the circuit opened: it goes back, and no attempt was made.
    if (circuit.isOpen) throw new PeerUnavailable('the receiver is not there');
    try {
      const attempts = await queue.begin(message);
      if (attempts === null) return;
      if (attempts > policy.attempts) {
        await queue.giveUp(message, attemptsUsedUp(policy.attempts));
        return;
      }
      const error = await outcomeOf(queue.deliver(message));
      if (error === null) {
        attemptsTotal.inc({ queue: name, outcome: 'delivered' });
      } else if (error instanceof RequestError) {
        attemptsTotal.inc({ queue: name, outcome: 'refused' });
        await queue.giveUp(message, error.text);
      } else {
        attemptsTotal.inc({ queue: name, outcome: 'failed' });
        logger.warn({ err: error, queue: name, id: message.id, attempts }, 'a delivery failed');
        if (attempts >= policy.attempts) {
          await queue.giveUp(message, attemptsUsedUp(attempts));
          return;
        }
        await queue.postpone(message, reasonOf(error));
        throw error;
      }
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
   * Waits until this process has finished an attempt at a message, whatever its outcome, or for `withinMs`; not at all
   * while the receiver is known to be down, which the message's row is then told. The row tells the outcome; another
   * process may have made the attempt, which only the row tells too.
   */
  async settled(queue: string, id: string, withinMs: number): Promise<void> {
    const { circuit, queues } = this.#options;
    if (!this.#recent.has(id) && !circuit.isOpen) await this.#attempted(id, withinMs);
    if (!this.#recent.has(id) && circuit.isOpen) await queues[queue]?.postpone({ id }, receiverDown);
  }

  async #attempted(id: string, withinMs: number): Promise<void> {
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
    this.#isStopped = true;
    this.#unfollow();
    await this.#switching;
    await this.#boss.stop({ graceful: true, timeout: 5000, close: true });
  }
}

/** What went wrong; null where nothing did. */
async function outcomeOf(delivery: Promise<void>): Promise<Error | null> {
  try {
    await delivery;
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error('a delivery failed without an error', { cause: error });
  }
}

/** Why a message waits, in words for the person who waits with it; the log has the details. */
const receiverDown: Bilingual = {
  vi: 'Hệ thống nhận tạm thời không trả lời. Sẽ tự động gửi lại.',
  en: 'The receiving system does not answer for the moment. It will be tried again.',
};

function reasonOf(error: Error): Bilingual {
  if (error instanceof PeerUnavailable) return receiverDown;
  return {
    vi: 'Gặp lỗi ngoài dự kiến khi chuyển. Sẽ tự động gửi lại.',
    en: 'Something unexpected went wrong on the way. It will be tried again.',
  };
}

function attemptsUsedUp(attempts: number): Bilingual {
  return {
    vi: `Đã thử chuyển ${attempts} lần mà hệ thống nhận không nhận được. Hãy báo quản trị viên, hoặc chuyển lại sau.`,
    en: `It was tried ${attempts} times, and the receiving system could not take it. Tell an administrator, or retry later.`,
  };
}
