import { Histogram, register, Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { TalliedHistogram } from './tallied-histogram.ts';

const configuration = { help: 'Some values.', labelNames: ['kind', 'outcome'], buckets: [0.5, 1, 10] };
const observed = [
  [0.1, 'query', 'ok'],
  [0.5, 'query', 'ok'],
  [0.50001, 'query', 'errors'],
  [10, 'query', 'ok'],
  [11, 'mutation', 'ok'],
  [0, 'mutation', 'ok'],
] as const;

test('tells the same as a histogram of prom-client', async () => {
  const stock = new Histogram({ ...configuration, name: 'a', registers: [] });
  const tallied = new TalliedHistogram({ ...configuration, name: 'b' });
  for (const [value, kind, outcome] of observed) {
    stock.observe({ kind, outcome }, value);
    tallied.tally(value, kind, outcome);
  }
  expect(lines(await text(tallied))).toEqual(
    lines((await text(stock)).replaceAll(/^a_/gm, 'b_').replaceAll(' a ', ' b ')),
  );
});

test('is among the metrics that a process tells', async () => {
  new TalliedHistogram({ ...configuration, name: 'lienthong_test_registered' }).tally(1, 'query', 'ok');
  expect(await register.metrics()).toContain('lienthong_test_registered_count{kind="query",outcome="ok"} 1');
});

async function text(histogram: Histogram): Promise<string> {
  const registry = new Registry();
  registry.registerMetric(histogram);
  return registry.metrics();
}

/** Without regard to the order of labels. */
function lines(metrics: string): readonly string[] {
  return metrics
    .split('\n')
    .map((line) => line.replace(/\{(.*)\}/, (_, labels: string) => `{${labels.split(',').toSorted().join(',')}}`))
    .toSorted();
}
