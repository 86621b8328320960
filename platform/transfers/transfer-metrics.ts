import { Gauge, register } from 'prom-client';
import type { Logger } from '../logging.ts';

/** Transfers of one kind that have not arrived, in one state. */
export interface UndeliveredTransfers {
  readonly kind: string;
  /** `PENDING` or `FAILED`. */
  readonly state: string;
  readonly count: number;
  /** When the oldest of them was asked for. */
  readonly oldest: Date;
}

interface Source {
  readonly subgraph: string;
  /** All that it delivers, so that none waiting shows as 0 instead of nothing. */
  readonly kinds: readonly string[];
  /** Asked at every scrape, so it must be cheap however many transfers there are. */
  readonly read: () => Promise<readonly UndeliveredTransfers[]>;
  readonly now: () => Date;
  readonly logger: Logger;
}

const sources = new Set<Source>();

// Delivered ones are not counted here, since that would read the whole table: lienthong_transfer_attempts_total counts them.
const undelivered = new Gauge({
  registers: [],
  name: 'lienthong_transfers_undelivered',
  help: 'Crossings that have not arrived, by the subgraph that delivers them, kind and state (PENDING, FAILED)',
  labelNames: ['subgraph', 'kind', 'state'],
  async collect() {
    this.reset();
    for (const [{ subgraph, kinds }, found] of await readAll()) {
      for (const kind of kinds) for (const state of ['PENDING', 'FAILED']) this.set({ subgraph, kind, state }, 0);
      for (const { kind, state, count } of found) this.set({ subgraph, kind, state }, count);
    }
  },
});

const oldestPending = new Gauge({
  registers: [],
  name: 'lienthong_transfer_oldest_pending_seconds',
  help: 'How long the oldest crossing that has not arrived and has not failed has waited; 0 where none waits',
  labelNames: ['subgraph', 'kind'],
  async collect() {
    this.reset();
    for (const [{ subgraph, kinds, now }, found] of await readAll()) {
      for (const kind of kinds) {
        const waiting = found.find((one) => one.kind === kind && one.state === 'PENDING');
        const ageMs = waiting ? now().getTime() - waiting.oldest.getTime() : 0;
        this.set({ subgraph, kind }, Math.max(0, ageMs / 1000));
      }
    }
  },
});

for (const gauge of [undelivered, oldestPending]) register.registerMetric(gauge);

/** A database that is down costs its own figures, and not everybody else's. */
async function readAll(): Promise<(readonly [Source, readonly UndeliveredTransfers[]])[]> {
  const answers = await Promise.all(
    [...sources].map(async (source) => {
      try {
        return [[source, await source.read()] as const];
      } catch (error) {
        source.logger.warn({ err: error }, 'the transfers could not be counted for the metrics');
        return [];
      }
    }),
  );
  return answers.flat();
}

/** Shows a subgraph's undelivered transfers in this process's metrics, until `stop`. */
export function exposeUndelivered(source: Source): { stop(): void } {
  sources.add(source);
  return { stop: () => void sources.delete(source) };
}
