import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openMemoryArena } from '../arenas/memory-arena.ts';
import type { Arena } from '../arenas/arena.ts';
import { openSystemArena } from '../arenas/system-arena.ts';
import type { Contestant } from '../contestants/contestant.ts';
import { inProcess } from '../contestants/ours/in-process.ts';
import { oneThread } from '../contestants/ours/ours.ts';
import { drive, writeRequests } from '../driving/drive.ts';
import type { Options } from '../options.ts';
import { readProfile, type Share } from '../profiling/read-profile.ts';
import { table } from '../report/table.ts';
import type { Workload } from '../workloads/workload.ts';
import { named } from './named.ts';
import type { Section } from './section.ts';

const shown = { places: 20, functions: 30 };

/** Where our gateway's time goes. */
export const gatewayProfile: Section = {
  name: 'profile',
  async run(options) {
    await using arena = await openMemoryArena();
    return { title: 'Where our gateway’s time goes', targets: [], text: await profileAll(arena, oneThread, options) };
  },
};

/** Where the time of the whole system in one process goes, PostgreSQL's own apart. */
export const systemProfile: Section = {
  name: 'profile-system',
  async run(options) {
    await using arena = await openSystemArena(options.dossiers);
    return { title: 'Where our system’s time goes', targets: [], text: await profileAll(arena, inProcess, options) };
  },
};

/** A workload after the other, each in a process of its own. */
async function profileAll(arena: Arena, contestant: Contestant, options: Options): Promise<string> {
  const texts = [];
  for (const workload of named(arena.workloads, options.workloads)) {
    console.error(`profiling ${workload.name}`);
    texts.push(await profile(arena, contestant, workload, options));
  }
  return texts.join('\n\n');
}

async function profile(arena: Arena, contestant: Contestant, workload: Workload, options: Options): Promise<string> {
  const { tokens, graph } = arena;
  const folder = join(graph.folder, `profile of ${workload.name}`);
  const startedAt = performance.now();
  const running = await contestant.start(graph, ['--cpu-prof', `--cpu-prof-dir=${folder}`]);
  const requestsFile = await writeRequests(graph.folder, workload, tokens);
  const load = { requestsFile, leastBytes: 1, connections: options.connections };
  await drive(running, { ...load, seconds: options.warmUpSeconds });
  const skipSeconds = (performance.now() - startedAt) / 1000;
  const { cpuMs } = await drive(running, { ...load, seconds: options.rounds * options.seconds });
  // V8 writes the profile as the process ends.
  await running[Symbol.asyncDispose]();
  const [file] = await readdir(folder);
  if (file === undefined) throw new Error('the profiled process wrote no profile');
  const { places, functions } = await readProfile(join(folder, file), skipSeconds);
  return [
    `### ${workload.name}: ${cpuMs.toFixed(2)} ms CPU a request, profiled`,
    sharesTable('who asked for the work', places.slice(0, shown.places)),
    sharesTable('function', functions.slice(0, shown.functions)),
  ].join('\n\n');
}

function sharesTable(title: string, shares: readonly Share[]): string {
  return table(
    [title, 'share'],
    shares.map(({ name, share }) => [name, `${(share * 100).toFixed(1)} %`]),
  );
}
