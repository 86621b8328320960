import { openMemoryArena } from '../arenas/memory-arena.ts';
import type { Arena } from '../arenas/arena.ts';
import { ours } from '../contestants/ours/ours.ts';
import { drive, writeRequests } from '../driving/drive.ts';
import { median } from '../driving/median.ts';
import type { Options } from '../options.ts';
import { figure, table } from '../report/table.ts';
import type { Workload } from '../workloads/workload.ts';
import { compare } from './compare.ts';
import type { Section } from './section.ts';

const [few, many] = ['dashboard 50', 'dashboard 500'] as const;
const sliceSeconds = 10;
/** Memory rises and falls with every collection of garbage: the median of as many slices as this counts. */
const slicesThatCount = 3;
const earlyMinutes = 2;

/** Whether cost grows with rows only, and memory not at all. */
export const growth: Section = {
  name: 'growth',
  async run(options) {
    await using arena = await openMemoryArena();
    const { byWorkload } = await compare(arena, [ours], { ...options, only: [], workloads: [few, many] });
    const cpuMs = (workload: string) => byWorkload.get(workload)?.get(ours.name)?.cpuMs ?? NaN;
    const residents = await residentUnderMixedLoad(arena, options);
    const early = residentAfter(residents, earlyMinutes);
    const late = residentAfter(residents, options.minutes);
    return {
      title: 'Growth',
      targets: [
        { what: 'CPU a request, 500 rows to 50', figure: cpuMs(many) / cpuMs(few), atMost: 11 },
        {
          what: `resident memory after ${options.minutes} minutes to ${earlyMinutes}`,
          figure: late / early,
          atMost: 1.2,
        },
      ],
      text: table(
        ['', 'measured'],
        [
          [`CPU ms a request, ${few}`, figure(cpuMs(few))],
          [`CPU ms a request, ${many}`, figure(cpuMs(many))],
          [`MiB after ${earlyMinutes} minutes of mixed load`, early.toFixed(0)],
          [`MiB after ${options.minutes} minutes`, late.toFixed(0)],
          ['most MiB at the end of any ten seconds', Math.max(...residents).toFixed(0)],
        ],
      ),
    };
  },
};

/** By slice of the time. */
async function residentUnderMixedLoad(arena: Arena, options: Options): Promise<readonly number[]> {
  await using running = await ours.start(arena.graph);
  const requestsFile = await writeRequests(arena.graph.folder, mixed(arena.workloads), arena.tokens);
  const slices = Math.max(options.minutes, earlyMinutes) * (60 / sliceSeconds);
  const residents: number[] = [];
  for (let slice = 0; slice < slices; slice++) {
    const load = { requestsFile, leastBytes: 1, connections: options.connections, seconds: sliceSeconds };
    residents.push((await drive(running, load)).residentMiB);
  }
  return residents;
}

/** One request of each workload after the other. */
function mixed(workloads: readonly Workload[]): Workload {
  const longest = Math.max(...workloads.map(({ asked }) => asked.length));
  const asked = Array.from({ length: longest }, (_, at) => at).flatMap((at) =>
    workloads.flatMap((workload) => workload.asked.slice(at, at + 1)),
  );
  return { name: 'mixed', asked };
}

function residentAfter(residents: readonly number[], minutes: number): number {
  const slices = minutes * (60 / sliceSeconds);
  return median(residents.slice(Math.max(0, slices - slicesThatCount), slices));
}
