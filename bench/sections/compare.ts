import type { Arena } from '../arenas/arena.ts';
import type { Contestant } from '../contestants/contestant.ts';
import { runRounds, type Entrant } from '../driving/rounds.ts';
import type { Options } from '../options.ts';
import { named } from './named.ts';
import { resultsTable, type Results } from '../report/results-table.ts';

export interface Comparison {
  /** By workload's name. */
  readonly byWorkload: ReadonlyMap<string, Results>;
  /** Markdown. */
  readonly text: string;
}

/** Starts the contestants in front of one arena and measures them with each of its workloads. */
export async function compare(arena: Arena, contestants: readonly Contestant[], options: Options): Promise<Comparison> {
  const chosen = named(contestants, options.only);
  const workloads = named(arena.workloads, options.workloads);
  await using running = new AsyncDisposableStack();
  const entrants: Entrant[] = [];
  for (const contestant of chosen) {
    console.error(`starting ${contestant.title}`);
    entrants.push({ name: contestant.name, running: running.use(await contestant.start(arena.graph)) });
  }
  const byWorkload = new Map<string, Results>();
  for (const workload of workloads) {
    console.error(`measuring ${workload.name}`);
    const results = await runRounds(entrants, workload, { ...options, ...arena, folder: arena.graph.folder });
    byWorkload.set(workload.name, results);
  }
  const tables = [...byWorkload].map(([name, results]) => `### ${name}\n\n${resultsTable(chosen, results)}`);
  const authentication = chosen.map((each) => `- ${each.title}: ${each.authentication}`);
  return { byWorkload, text: [...tables, `Authentication by\n\n${authentication.join('\n')}`].join('\n\n') };
}
