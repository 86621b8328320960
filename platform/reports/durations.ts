/** How many rows took how many working days. */
export type Histogram = ReadonlyMap<number, number>;

export function countOf(histogram: Histogram): number {
  let count = 0;
  for (const rows of histogram.values()) count += rows;
  return count;
}

/**
 * The nearest-rank percentile: the smallest duration that at least this share of the rows do not exceed; null of nothing.
 *
 * @param share such as 0.5 for the median
 */
export function percentile(histogram: Histogram, share: number): number | null {
  const rank = Math.ceil(countOf(histogram) * share);
  let counted = 0;
  for (const [days, rows] of [...histogram].toSorted(([one], [other]) => one - other)) {
    counted += rows;
    if (counted >= rank) return days;
  }
  return null;
}

/** What people read of durations. */
export interface DurationSummary {
  readonly count: number;
  readonly median: number | null;
  readonly p90: number | null;
}

export function summaryOf(histogram: Histogram): DurationSummary {
  return { count: countOf(histogram), median: percentile(histogram, 0.5), p90: percentile(histogram, 0.9) };
}
