import type { System, Topology } from './system.ts';

/** SQL statements so far, counted where they are sent: by the one process, or by each subgraph's own. */
export async function statementsSent(system: System, topology: Topology): Promise<number> {
  const servers =
    topology === 'one process'
      ? [system.url]
      : await Promise.all([system.privateUrl('igate'), system.privateUrl('idesk')]);
  const metrics = await Promise.all(servers.map(async (url) => (await fetch(`${url}/metrics`)).text()));
  const counts = metrics.flatMap((text) => [...text.matchAll(/^lienthong_sql_statements_total\{.*\} (\d+)$/gm)]);
  if (counts.length !== 2) throw new Error(`${counts.length} databases count their statements`);
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}
