import type { RunningContestant } from '../contestants/contestant.ts';
import type { Workload } from '../workloads/workload.ts';
import { drive, writeRequests, type Measured } from './drive.ts';
import { median } from './median.ts';
import { demandSameAnswers } from './same-answers.ts';

/** One that runs and is measured. */
export interface Entrant {
  readonly name: string;
  readonly running: RunningContestant;
}

interface RoundsOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly connections: number;
  readonly tokens: ReadonlyMap<string, string>;
  readonly folder: string;
}

/**
 * Drives all entrants with one workload: first each of them is checked and warmed up, then round after round each in turn,
 * so that whatever else the machine does meets all of them alike.
 *
 * @returns by name, the median of the rounds.
 */
export async function runRounds(
  entrants: readonly Entrant[],
  workload: Workload,
  options: RoundsOptions,
): Promise<ReadonlyMap<string, Measured>> {
  const { rounds, warmUpSeconds, connections, tokens, folder } = options;
  const seconds = options.seconds * (workload.longer ?? 1);
  const requestsFile = await writeRequests(folder, workload, tokens);
  const asked = entrants.map(({ name, running }) => ({ name, url: running.url }));
  const leastBytes = await demandSameAnswers(asked, workload, tokens);
  const load = { requestsFile, leastBytes, connections };
  const driveFor = (forSeconds: number, { name, running }: Entrant) =>
    drive(running, { ...load, seconds: forSeconds }).catch((cause: unknown) => {
      throw new Error(`${name} cannot be measured with ${workload.name}`, { cause });
    });
  for (const entrant of entrants) await driveFor(warmUpSeconds, entrant);
  const measured = new Map(entrants.map(({ name }): [string, Measured[]] => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const entrant of entrants) measured.get(entrant.name)?.push(await driveFor(seconds, entrant));
  }
  return new Map([...measured].map(([name, each]) => [name, medians(each)]));
}

function medians(rounds: readonly Measured[]): Measured {
  const of = (figure: keyof Measured) => median(rounds.map((round) => round[figure]).filter(Number.isFinite));
  return {
    perSecond: of('perSecond'),
    p50Ms: of('p50Ms'),
    p99Ms: of('p99Ms'),
    cpuMs: of('cpuMs'),
    residentMiB: of('residentMiB'),
  };
}
