import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Logger } from '../../platform/logging.ts';

type Part = 'sso' | 'igate' | 'idesk' | 'gateway';
type Environment = Readonly<Record<string, string>>;

/** A part that ends by itself is started again after this long, so that one that cannot start does not spin. */
const restartAfterMs = 1000;
const liveWithinMs = 30_000;

/** Starts parts as processes of their own, starts again those that end by themselves, and ends all when it is disposed. */
export class Launcher implements AsyncDisposable {
  readonly #logFile: string | undefined;
  readonly #logger: Logger;
  readonly #running = new Map<Part, ChildProcess>();
  readonly #stopping = new AbortController();

  constructor(logFile: string | undefined, logger: Logger) {
    this.#logFile = logFile;
    this.#logger = logger;
  }

  /** Ports of the loopback address that nobody listened on a moment ago. */
  async freePorts(count: number): Promise<number[]> {
    const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
    await Promise.all(servers.map(async (server) => once(server, 'listening')));
    const ports = servers.map((server) => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
      return address.port;
    });
    await Promise.all(
      servers.map(async (server) => {
        server.close();
        await once(server, 'close');
      }),
    );
    return ports;
  }

  /** Starts a part and waits until it answers. */
  async launch(part: Part, environment: Environment & { HOST: string; PORT: string }): Promise<void> {
    await this.#spawn(part, environment);
    const address = `http://${environment.HOST}:${environment.PORT}/health/live`;
    const deadline = Date.now() + liveWithinMs;
    while (
      !(await fetch(address).then(
        (response) => response.ok,
        () => false,
      ))
    ) {
      if (this.#stopping.signal.aborted) return;
      if (Date.now() > deadline) throw new Error(`${part} does not start; the log says why.`);
      await delay(50);
    }
  }

  async #spawn(part: Part, environment: Environment): Promise<void> {
    const log = this.#logFile === undefined ? null : await open(this.#logFile, 'a');
    const output = log?.fd ?? 'inherit';
    const child = spawn(process.execPath, [fileURLToPath(new URL(`../${part}.ts`, import.meta.url))], {
      env: { ...process.env, ...environment },
      // The channel carries nothing: by its end a part notices that the launcher is gone.
      stdio: ['ignore', output, output, 'ipc'],
      // Ctrl-C reaches the whole foreground group; the parts stop when the launcher tells them to, and only then.
      detached: true,
    });
    await log?.close();
    this.#running.set(part, child);
    this.#logger.info({ part, process: child.pid }, 'started');
    child.once('exit', (code, signal) => {
      this.#running.delete(part);
      if (this.#stopping.signal.aborted) return;
      this.#logger.error({ part, code, signal }, 'ended by itself; starting it again');
      void this.#restart(part, environment);
    });
  }

  async #restart(part: Part, environment: Environment): Promise<void> {
    await delay(restartAfterMs, undefined, { signal: this.#stopping.signal }).catch(() => {});
    if (!this.#stopping.signal.aborted) await this.#spawn(part, environment);
  }

  /** The gateway first, so that what it still answers finds the others. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort();
    for (const part of ['gateway', 'igate', 'idesk', 'sso'] as const) {
      const child = this.#running.get(part);
      if (!child) continue;
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
  }
}
