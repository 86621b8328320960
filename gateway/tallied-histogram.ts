import { Histogram } from 'prom-client';

interface Tally {
  readonly labelValues: readonly string[];
  /** For each bucket, how many values are in it and in none before; those beyond all buckets come last. */
  readonly counts: Float64Array;
  sum: number;
}

interface Configuration {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
  /** Upper bounds, ascending. */
  readonly buckets: readonly number[];
}

/**
 * A histogram for what is observed several times a request: prom-client's own looks each bucket and each label up by name,
 * and four of them took a thirtieth of a small request.
 */
export class TalliedHistogram extends Histogram {
  readonly #configuration: Configuration;
  readonly #tallies = new Map<string, Tally>();

  constructor(configuration: Configuration) {
    super({ ...configuration, labelNames: [...configuration.labelNames], buckets: [...configuration.buckets] });
    this.#configuration = configuration;
  }

  /** @param labelValues in the order of the labels' names */
  tally(value: number, ...labelValues: readonly string[]): void {
    const key = labelValues.join('\n');
    let tally = this.#tallies.get(key);
    if (!tally) {
      tally = { labelValues, counts: new Float64Array(this.#configuration.buckets.length + 1), sum: 0 };
      this.#tallies.set(key, tally);
    }
    const bucket = this.#bucketOf(value);
    tally.counts[bucket] = (tally.counts[bucket] ?? 0) + 1;
    tally.sum += value;
  }

  /** What prom-client asks for, by whichever way it is read. */
  async getForPromString() {
    const { name, help } = this.#configuration;
    const values = [...this.#tallies.values()].flatMap((tally) => this.#valuesOf(tally));
    return { name, help, type: 'histogram', aggregator: 'sum', values };
  }

  #bucketOf(value: number): number {
    const { buckets } = this.#configuration;
    let bucket = 0;
    while (bucket < buckets.length && value > (buckets[bucket] ?? Infinity)) bucket++;
    return bucket;
  }

  #valuesOf({ labelValues, counts, sum }: Tally) {
    const { name, labelNames, buckets } = this.#configuration;
    const sharedLabels = Object.fromEntries(labelNames.map((label, index) => [label, labelValues[index] ?? '']));
    let count = 0;
    const cumulative = [...buckets, '+Inf'].map((bound, index) => {
      count += counts[index] ?? 0;
      return { metricName: `${name}_bucket`, labels: { le: bound }, sharedLabels, value: count };
    });
    return [
      ...cumulative,
      { metricName: `${name}_sum`, labels: {}, sharedLabels, value: sum },
      { metricName: `${name}_count`, labels: {}, sharedLabels, value: count },
    ];
  }
}
