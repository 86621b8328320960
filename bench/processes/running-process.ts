import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { interrupted } from './interruption.ts';

/** A process of the bench. Disposing it ends it, and waits until it is gone. */
export interface RunningProcess extends AsyncDisposable {
  readonly pid: number;
}

export interface RunningProgram extends RunningProcess {
  /** Where it listens, in the order in which the program says. */
  readonly ports: readonly number[];
}

interface Surroundings {
  /** Beside those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly folder?: string;
}

/** Much more than any of them takes, but for a machine with many others on it. */
const readyWithinMs = 180_000;
const endsWithinMs = 20_000;

/** As in production, and telling nobody. */
const quiet = { NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: '1' };

/**
 * Starts a program of the bench (see `program.ts`) and waits until it listens.
 *
 * @param nodeOptions such as `--cpu-prof`.
 * @throws Error where it ends or says nothing within three minutes.
 */
export async function startProgram(
  file: URL,
  told: unknown,
  { nodeOptions = [], environment = {} }: Surroundings & { readonly nodeOptions?: readonly string[] } = {},
): Promise<RunningProgram> {
  interrupted.throwIfAborted();
  const child = spawn(process.execPath, [...nodeOptions, fileURLToPath(file)], {
    env: { ...process.env, ...quiet, ...environment },
    stdio: ['pipe', 'ignore', 'pipe', 'ipc'],
  });
  child.stdin?.end(JSON.stringify(told));
  const running = run(child);
  try {
    const signal = AbortSignal.any([interrupted, AbortSignal.timeout(readyWithinMs)]);
    const [message] = await running.before(once(child, 'message', { signal }));
    return { ...running, ports: message.ports };
  } catch (error) {
    await running[Symbol.asyncDispose]();
    throw error;
  }
}

/**
 * Starts any command and waits until `ready` says that it serves. The kernel ends it where this process dies.
 *
 * @throws Error with what it printed, where it ends or is not ready within three minutes.
 */
export async function startCommand(
  [command, ...args]: readonly [string, ...string[]],
  { environment = {}, folder, ready }: Surroundings & { readonly ready: () => Promise<boolean> },
): Promise<RunningProcess> {
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', command, ...args], {
    env: { ...process.env, ...quiet, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(folder !== undefined && { cwd: folder }),
  });
  const running = run(child);
  const deadline = Date.now() + readyWithinMs;
  try {
    while (!(await running.before(ready()))) {
      if (Date.now() > deadline) throw new Error(`${command} does not serve:\n${running.complaints()}`);
      await delay(100, undefined, { signal: interrupted });
    }
  } catch (error) {
    await running[Symbol.asyncDispose]();
    throw error;
  }
  return running;
}

function run(child: ChildProcess) {
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-4000);
  });
  const ended = once(child, 'exit').then(
    ([code, signal]) => `${child.spawnfile} ended (${code ?? signal}):\n${complaints}`,
    (error: unknown) => String(error),
  );
  return {
    pid: child.pid ?? 0,
    complaints: () => complaints,
    /** What `waited` gives, unless the process ends first. */
    async before<T>(waited: Promise<T>): Promise<T> {
      return Promise.race([
        waited,
        ended.then((how) => {
          throw new Error(how);
        }),
      ]);
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), endsWithinMs);
      await ended;
      clearTimeout(timer);
    },
  };
}
