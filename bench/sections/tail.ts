import type { Arena } from '../arenas/arena.ts';
import { openMemoryArena } from '../arenas/memory-arena.ts';
import { openSystemArena } from '../arenas/system-arena.ts';
import type { Contestant } from '../contestants/contestant.ts';
import { inProcess } from '../contestants/ours/in-process.ts';
import { ours } from '../contestants/ours/ours.ts';
import type { Options } from '../options.ts';
import { resultsTable } from '../report/results-table.ts';
import { compare } from './compare.ts';
import type { Section } from './section.ts';

/** The targets are set for these. */
const connections = 32;
/** Fewer requests than some hundreds have no 99th percentile. */
const leastSeconds = 20;

/** How much longer the unlucky wait than the others, under full load. */
export const tail: Section = {
  name: 'tail',
  async run(options) {
    const overHttp = await slowest(openMemoryArena, ours, 'dashboard 50', options);
    const together = await slowest(() => openSystemArena(options.dossiers), inProcess, 'dashboard 500', options);
    return {
      title: 'Tail',
      targets: [
        { what: 'p99 / p50, dashboard 50 over HTTP, subgraphs in memory', figure: overHttp.ratio, atMost: 6 },
        { what: 'p99 / p50, dashboard 500 in one process, PostgreSQL', figure: together.ratio, atMost: 8 },
      ],
      text: `${overHttp.text}\n\n${together.text}`,
    };
  },
};

async function slowest(open: () => Promise<Arena>, contestant: Contestant, workload: string, options: Options) {
  await using arena = await open();
  const seconds = Math.max(options.seconds, leastSeconds);
  const settings = { ...options, seconds, connections, only: [], workloads: [workload] };
  const { byWorkload } = await compare(arena, [contestant], settings);
  const results = byWorkload.get(workload);
  const measured = results?.get(contestant.name);
  if (!results || !measured) throw new Error(`${workload} was not measured`);
  return {
    ratio: measured.p99Ms / measured.p50Ms,
    text: `### ${workload}, ${connections} connections\n\n${resultsTable([contestant], results)}`,
  };
}
