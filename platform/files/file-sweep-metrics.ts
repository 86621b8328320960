import { Counter, Gauge, register } from 'prom-client';
import type { Logger } from '../logging.ts';

interface Source {
  readonly subgraph: string;
  /** Asked at every scrape, so it must be cheap. */
  readonly read: () => Promise<number>;
  readonly logger: Logger;
}

const sources = new Set<Source>();

const swept = new Counter({
  name: 'lienthong_files_swept_total',
  help: 'Files removed from a store because no row came to need them, by subgraph',
  labelNames: ['subgraph'],
});

const claims = new Gauge({
  registers: [],
  name: 'lienthong_file_claims',
  help: 'Files kept that no row names yet, of requests under way and of interrupted ones until a sweep, by subgraph',
  labelNames: ['subgraph'],
  async collect() {
    this.reset();
    for (const { subgraph, read, logger } of sources) {
      try {
        this.set({ subgraph }, await read());
      } catch (error) {
        logger.warn({ err: error, subgraph }, 'the claims on files could not be counted for the metrics');
      }
    }
  },
});
register.registerMetric(claims);

export function countSwept(subgraph: string, files: number): void {
  swept.inc({ subgraph }, files);
}

/** Shows how many claims on files a subgraph holds in this process's metrics, until `stop`. */
export function exposeClaims(source: Source): { stop(): void } {
  sources.add(source);
  return { stop: () => void sources.delete(source) };
}
