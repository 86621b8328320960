import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { interrupted } from '../processes/interruption.ts';
import { usageOf } from '../processes/usage.ts';
import type { Workload } from '../workloads/workload.ts';

/** One contestant under one workload for some seconds. */
export interface Measured {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the contestant and all its processes, for one request; NaN where it answered none. */
  readonly cpuMs: number;
  /** At the end. */
  readonly residentMiB: number;
}

export interface Load {
  readonly requestsFile: string;
  /** Of the shortest answer, in bytes. */
  readonly leastBytes: number;
  readonly connections: number;
  readonly seconds: number;
}

const script = fileURLToPath(new URL('wrk.lua', import.meta.url));

/** Answers differ with the time of day by a few bytes: `true` is shorter than `false`. */
const mostlyWhole = 0.99;

/**
 * Drives a server with wrk, which costs next to no CPU of the machine that both share.
 *
 * @throws Error where requests fail, or where answers are shorter than they should be: large ones each, small ones on average.
 */
export async function drive(server: { readonly url: string; readonly pid: number }, load: Load): Promise<Measured> {
  const before = usageOf(server.pid);
  const stdout = await wrk(server.url, load);
  const after = usageOf(server.pid);
  await atRest(server.pid);
  const { requests, microseconds, bytes, p50, p99, failures } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  if (failures > 0)
    throw new Error(`${failures} of ${requests} requests failed, or were answered short, at ${server.url}`);
  if (requests > 0 && bytes / requests < load.leastBytes) {
    throw new Error(`${server.url} answers ${Math.round(bytes / requests)} bytes, not at least ${load.leastBytes}`);
  }
  return {
    perSecond: requests / (microseconds / 1e6),
    p50Ms: p50 / 1000,
    p99Ms: p99 / 1000,
    cpuMs: requests === 0 ? NaN : (after.cpuMs - before.cpuMs) / requests,
    residentMiB: after.residentMiB,
  };
}

const restMs = 100;
const mostRests = 600;

/** What was asked when wrk ended is still worked at, for seconds where answers are slow: whoever is measured next would suffer. */
async function atRest(pid: number): Promise<void> {
  let before = usageOf(pid).cpuMs;
  for (let rest = 0; rest < mostRests; rest++) {
    await setTimeout(restMs);
    const { cpuMs } = usageOf(pid);
    if (cpuMs - before <= restMs / 10) return;
    before = cpuMs;
  }
}

async function wrk(url: string, load: Load): Promise<string> {
  const limits = { timeout: (load.seconds + 60) * 1000, killSignal: 'SIGKILL', signal: interrupted } as const;
  try {
    return (await promisify(execFile)('wrk', [...wrkArguments(url, load)], limits)).stdout;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw isMissing ? new Error('wrk is missing: apt-get install wrk', { cause: error }) : error;
  }
}

function wrkArguments(url: string, { requestsFile, leastBytes, connections, seconds }: Load): readonly string[] {
  const settings = {
    threads: '1',
    connections: String(connections),
    duration: `${seconds}s`,
    timeout: '30s',
    script,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  return [...flags, '--latency', url, '--', requestsFile, String(Math.floor(leastBytes * mostlyWhole))];
}

/** Writes what wrk sends, in turn, each request with its officer's token. Gives the file's name. */
export async function writeRequests(
  folder: string,
  { name, asked }: Workload,
  tokens: ReadonlyMap<string, string>,
): Promise<string> {
  const file = join(folder, `${name.replaceAll(/\W+/g, '-')}.requests`);
  const lines = asked.map(({ account, request }) => `${tokens.get(account)}\t${JSON.stringify(request)}\n`);
  await writeFile(file, lines.join(''));
  return file;
}
