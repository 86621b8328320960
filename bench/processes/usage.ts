import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a process and all it started have used so far, as Linux tells in /proc. */
export interface Usage {
  readonly cpuMs: number;
  /** Resident memory at this moment. */
  readonly residentMiB: number;
}

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** @throws Error where the process is gone. */
export function usageOf(pid: number): Usage {
  const usages = [ownUsage(pid), ...childrenOf(pid).map(usageOf)];
  return {
    cpuMs: usages.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    residentMiB: usages.reduce((sum, { residentMiB }) => sum + residentMiB, 0),
  };
}

function ownUsage(pid: number): Usage {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name in parentheses, and may hold anything; the 14th and 15th are user and system time.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const [, kibibytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return { cpuMs: (ticks * 1000) / ticksPerSecond, residentMiB: Number(kibibytes) / 1024 };
}

function childrenOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return children === '' ? [] : children.split(' ').map(Number);
}
