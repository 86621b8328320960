/**
 * How long reports take: every figure of both, for each grouping, over a year of a province of 200,000 dossiers and 150,000
 * documents, through the gateway of the one-process topology. `node reports.ts 40` asks each 40 times, in turn, and prints the
 * median and the 95th percentile; `node reports.ts 40 3000` does it over a small province. The machine should be idle.
 */
import { openLargeProvince } from './arenas/large-province.ts';
import { freePort } from './processes/free-port.ts';
import { startPart } from './processes/part.ts';
import { table } from './report/table.ts';
import { everyReport, type AskedReport } from './workloads/reports.ts';

const [times = 40, dossiers = 200_000] = process.argv.slice(2).map(Number);

await using province = await openLargeProvince(dossiers);
const reports = everyReport(new Date());
const tokens = await province.issuer.tokensFor([...new Set(reports.map(({ account }) => account))]);
const port = await freePort();
await using _system = await startPart('all', port, province.environment);

async function ask({ account, query, variables }: AskedReport): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.get(account)}` },
    body: JSON.stringify({ query, variables }),
  });
  const answer = await response.text();
  const took = performance.now() - startedAt;
  if (answer.includes('"errors"')) throw new Error(answer.slice(0, 1000));
  return took;
}

const took = new Map(reports.map((report) => [report, [] as number[]]));
for (const report of reports) await ask(report);
for (let round = 0; round < times; round++) {
  for (const report of reports) took.get(report)?.push(await ask(report));
}

const rows = reports.map((report) => {
  const sorted = (took.get(report) ?? []).toSorted((a, b) => a - b);
  const at = (share: number) => `${(sorted[Math.ceil(sorted.length * share) - 1] ?? NaN).toFixed(0)} ms`;
  return [report.title, at(0.5), at(0.95)];
});
console.log(table(['report', 'median', '95th percentile'], rows));
