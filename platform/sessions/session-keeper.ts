import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { whileRecovering } from '../database/recovery.ts';
import type { Logger } from '../logging.ts';
import type { EndedSession, EndedSessions } from './ended-sessions.ts';
import { followEndedSessions, serveEndedSessions } from './ended-sessions-feed.ts';
import { keepEndedSessions, readEndedSessions } from './ended-sessions-table.ts';
import { registerLogoutForm } from './logout-form.ts';
import type { VerifyLogout } from './logout-token.ts';
import { repeatedly, type Repetition } from './repeatedly.ts';

/** A process learns from its database this often what others have written there. */
const pauseMs = 1_000;

interface SessionKeeperOptions {
  readonly databaseUrl: string;
  readonly name: string;
  readonly verify: VerifyLogout;
  /** What this process's token verifier asks. */
  readonly ended: EndedSessions;
  /** The other system, which may have taken a logout while we were down. */
  readonly peerUrl: () => string;
  readonly logger: Logger;
}

/**
 * Keeps which sessions have ended in a subgraph's database, where every process of it finds them, after a restart too; and
 * takes over what the other system knows, so that a logout that reached only one of them reaches both.
 */
export class SessionKeeper {
  readonly #options: SessionKeeperOptions;
  /** A connection of its own: asking once a second is no part of what an operation costs. */
  readonly #pool: pg.Pool;
  readonly #repetitions: Repetition[] = [];
  #mark: string | null = null;
  /** What the peer said last. It repeats itself for a minute: what has been written once is not written again. */
  #taken = new Map<string, number>();

  private constructor(options: SessionKeeperOptions) {
    this.#options = options;
    this.#pool = new pg.Pool({
      connectionString: options.databaseUrl,
      application_name: `lienthong ${options.name} sessions`,
      max: 1,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      statement_timeout: 10_000,
    });
    // The next run connects anew, and tells where it fails.
    this.#pool.on('error', () => undefined);
  }

  /**
   * Reads what has been kept, so that no token is believed before the ends of sessions are known. A PostgreSQL that is
   * starting or recovering is waited for.
   *
   * @throws DatabaseRefusal, DatabaseAway
   */
  static async open(options: SessionKeeperOptions): Promise<SessionKeeper> {
    const keeper = new SessionKeeper(options);
    try {
      await whileRecovering({ name: options.name, logger: options.logger }, () => keeper.#read());
    } catch (error) {
      await keeper.close();
      throw error;
    }
    return keeper;
  }

  /** The door for logout tokens, and the feed for other parts; both on the private address. */
  register(app: FastifyInstance): void {
    registerLogoutForm(app, async (token) => this.#keep(await this.#options.verify(token)));
    serveEndedSessions(app, this.#options.ended);
  }

  start(): void {
    const { logger, peerUrl } = this.#options;
    const failed = (error: unknown): void => logger.warn({ err: error }, 'cannot learn which sessions have ended');
    this.#repetitions.push(
      repeatedly(() => this.#read(), { pauseMs, failed }),
      followEndedSessions({ url: peerUrl, learn: (list) => this.#takeOver(list), failed }),
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.#repetitions.map((repetition) => repetition.stop()));
    await this.#pool.end();
  }

  async #read(): Promise<void> {
    const { list, mark } = await readEndedSessions(this.#pool, this.#mark);
    this.#options.ended.add(list);
    this.#mark = mark;
  }

  /** Written first, then believed: what is believed must survive a crash. */
  async #keep(list: readonly EndedSession[]): Promise<void> {
    if (list.length > 0) await keepEndedSessions(this.#pool, list);
    this.#options.ended.add(list);
  }

  async #takeOver(list: readonly EndedSession[]): Promise<void> {
    await this.#keep(list.filter(({ key, upTo }) => upTo > (this.#taken.get(key) ?? -Infinity)));
    this.#taken = new Map(list.map(({ key, upTo }) => [key, upTo]));
  }
}
