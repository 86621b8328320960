import type { Contestant } from '../contestants/contestant.ts';
import type { Measured } from '../driving/drive.ts';
import { figure, ratio, table } from './table.ts';

/** By contestant's name. */
export type Results = ReadonlyMap<string, Measured>;

/** One workload: a contestant a row, compared with the one named `stock` where that took part. */
export function resultsTable(contestants: readonly Contestant[], results: Results): string {
  const stock = results.get('stock');
  return table(
    ['', 'requests/s', '× stock', 'p50 ms', 'p99 ms', 'CPU ms a request', 'stock’s CPU ×', 'MiB'],
    contestants.flatMap(({ name, title }) => {
      const measured = results.get(name);
      if (!measured) return [];
      return [
        [
          title,
          figure(measured.perSecond),
          ratio(measured.perSecond / (stock?.perSecond ?? NaN)),
          figure(measured.p50Ms),
          figure(measured.p99Ms),
          figure(measured.cpuMs),
          ratio((stock?.cpuMs ?? NaN) / measured.cpuMs),
          measured.residentMiB.toFixed(0),
        ],
      ];
    }),
  );
}

/** How many times the requests a second of one are those of another; NaN where either was not measured. */
export function speedRatio(results: Results | undefined, faster: string, slower: string): number {
  const ratioOf = (results?.get(faster)?.perSecond ?? NaN) / (results?.get(slower)?.perSecond ?? NaN);
  return Number.isFinite(ratioOf) ? ratioOf : NaN;
}
