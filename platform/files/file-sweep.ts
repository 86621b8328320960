import { sql, type Kysely } from 'kysely';
import type { Logger } from '../logging.ts';
import { countSwept, exposeClaims } from './file-sweep-metrics.ts';
import { sweepContent, type SweepOutcome, type SweptPlace } from './sweep-content.ts';

/** What one sweep did. */
export interface Swept {
  /** Contents whose bytes are gone. */
  readonly removed: number;
  /** Contents that could not be judged this time; the next sweep comes back to them. */
  readonly postponed: number;
}

/** So many contents at a time are read; a sweep goes on until there are no more. */
const batchSize = 500;

/**
 * Sweeps every content that is set aside, and every one that a claim leads to whose request will not come back. How long it
 * takes depends on how much was interrupted, not on how much the store holds.
 */
export async function sweepAbandoned<Schema>(
  place: SweptPlace<Schema>,
  { logger, signal }: { readonly logger: Logger; readonly signal?: AbortSignal },
): Promise<Swept> {
  const counts: Record<SweepOutcome | 'FAILED', number> = { REMOVED: 0, ABSENT: 0, IN_USE: 0, BUSY: 0, FAILED: 0 };
  for await (const sha256 of suspects(place)) {
    if (signal?.aborted) break;
    try {
      counts[await sweepContent(place, sha256)] += 1;
    } catch (error) {
      counts.FAILED += 1;
      logger.warn(
        { err: error, sha256 },
        'a file that nobody needs could not be removed; the next sweep judges it anew',
      );
    }
  }
  return { removed: counts.REMOVED, postponed: counts.BUSY + counts.FAILED };
}

/** Digests of what may have to go. */
async function* suspects<Schema>({ db, store, graceSeconds }: SweptPlace<Schema>): AsyncGenerator<string> {
  yield* await store.removal.allAside();
  let after = '';
  for (;;) {
    const { rows } = await sql<{ sha256: string }>`
      select distinct sha256 from file_claims
      where claimed_at <= now() - make_interval(secs => ${graceSeconds}) and sha256 > ${after}
      order by sha256 limit ${batchSize}
    `.execute(db);
    for (const { sha256 } of rows) yield sha256;
    if (rows.length < batchSize) return;
    after = rows.at(-1)?.sha256 ?? after;
  }
}

interface FileSweepOptions<Schema> extends SweptPlace<Schema> {
  /** For the metrics and the log. */
  readonly subgraph: string;
  readonly logger: Logger;
}

/** At least this often, and four times within the grace where that is shorter. */
const longestPauseMs = 60 * 60 * 1000;
/** What could not be judged may be bytes that somebody needs, set aside by a sweep that was interrupted. */
const soonMs = 10_000;

/**
 * The housekeeper of a subgraph's file store, from `start` to `stop`: sweeps at once and then again and again, and clears
 * away what uploads have left half done. Several processes may do so on the same store.
 */
export class FileSweep<Schema> {
  readonly #options: FileSweepOptions<Schema>;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> = Promise.resolve();
  #metrics: { stop(): void } | undefined;

  constructor(options: FileSweepOptions<Schema>) {
    this.#options = options;
  }

  start(): void {
    const { subgraph, db, logger } = this.#options;
    this.#metrics = exposeClaims({ subgraph, read: () => countClaims(db), logger });
    this.#underWay = this.#sweep();
  }

  async #sweep(): Promise<void> {
    const { store, logger, subgraph, graceSeconds } = this.#options;
    const { signal } = this.#stopping;
    let isDone = false;
    try {
      await store.clearAbandoned();
      const { removed, postponed } = await sweepAbandoned(this.#options, { logger, signal });
      countSwept(subgraph, removed);
      isDone = postponed === 0;
      if (removed + postponed > 0)
        logger.info({ subgraph, removed, postponed }, 'swept files that no row came to need');
    } catch (error) {
      logger.warn({ err: error, subgraph }, 'the file store could not be swept; it will be tried again');
    }
    if (signal.aborted) return;
    const pauseMs = Math.min(isDone ? longestPauseMs : soonMs, (graceSeconds * 1000) / 4);
    this.#timer = setTimeout(() => {
      this.#underWay = this.#sweep();
    }, pauseMs).unref();
  }

  /** Ends after the content that is being swept. */
  async stop(): Promise<void> {
    this.#metrics?.stop();
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#underWay;
  }
}

async function countClaims<Schema>(db: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from file_claims`.execute(db);
  return rows[0]?.count ?? 0;
}
