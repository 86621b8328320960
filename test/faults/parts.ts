import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const scripts = ['sso', 'igate', 'idesk', 'gateway'] as const;

interface PartOptions {
  readonly name: string;
  readonly script: (typeof scripts)[number];
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  /** By how much its clock differs from everybody else's. */
  readonly clockMinutes: number;
  readonly log: FileHandle;
}

/** Soon, as a supervisor would; the interval before is when the part is missing. */
const restartAfterMs = 250;

/** A part of the system in a process of its own, which is killed at any moment and started again. */
export class Part implements AsyncDisposable {
  readonly name: string;
  readonly url: string;
  kills = 0;
  /** Whether it answers, as far as is known. */
  isUp = false;
  /** Whether it stands still, with everything that it holds. */
  isHalted = false;
  #child: ChildProcess | null = null;
  #downUntil = 0;
  #isOver = false;
  readonly #options: PartOptions;

  constructor(options: PartOptions) {
    this.name = options.name;
    this.url = `http://127.0.0.1:${options.port}`;
    this.#options = options;
    this.#spawn();
  }

  #spawn(): void {
    const { script, port, environment, clockMinutes, log } = this.#options;
    const clock = new URL(`shifted-clock-process.ts?minutes=${clockMinutes}`, import.meta.url).href;
    const child = spawn(
      process.execPath,
      [
        ...(clockMinutes === 0 ? [] : ['--import', clock]),
        fileURLToPath(new URL(`../../start/${script}.ts`, import.meta.url)),
      ],
      {
        env: { ...process.env, ...environment, HOST: '127.0.0.1', PORT: String(port) },
        // Through the channel it notices the end of this process.
        stdio: ['ignore', log.fd, log.fd, 'ipc'],
      },
    );
    this.#child = child;
    child.once('exit', () => {
      this.#child = null;
      this.isUp = false;
      this.isHalted = false;
      void this.#startAgain();
    });
    void this.#watch(child);
  }

  async #startAgain(): Promise<void> {
    do await delay(Math.max(restartAfterMs, this.#downUntil - Date.now()));
    while (Date.now() < this.#downUntil);
    if (!this.#isOver && !this.#child) this.#spawn();
  }

  async #watch(child: ChildProcess): Promise<void> {
    while (this.#child === child && !this.isUp) {
      await delay(150);
      const answers = await this.#answers();
      if (this.#child === child) this.isUp = answers;
    }
  }

  async #answers(): Promise<boolean> {
    return fetch(`${this.url}/health/live`, { signal: AbortSignal.timeout(2000) }).then(
      (response) => response.ok,
      () => false,
    );
  }

  /** Whether it is kept down on purpose. */
  get isHeld(): boolean {
    return Date.now() < this.#downUntil;
  }

  /** Lets it end in order, so that it leaves its compiled code behind; it starts again from that. */
  async restartInOrder(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  }

  /** Kills it at once; false where it is down already. */
  kill(downForMs = 0): boolean {
    this.#downUntil = Math.max(this.#downUntil, Date.now() + downForMs);
    if (!this.#child?.kill('SIGKILL')) return false;
    this.kills += 1;
    return true;
  }

  /** Lets it stand still, as a machine does that swaps or is moved; false where it is down or halted already. */
  halt(): boolean {
    if (this.isHalted || !this.#child?.kill('SIGSTOP')) return false;
    this.isHalted = true;
    return true;
  }

  /** Lets it go on from where it was halted. */
  goOn(): void {
    if (this.isHalted) this.#child?.kill('SIGCONT');
    this.isHalted = false;
  }

  async untilLive(withinMs = 180_000): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (!this.isUp) {
      if (Date.now() > deadline) throw new Error(`${this.name} does not come up; the log says why`);
      await delay(100);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    this.goOn();
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(timer);
  }
}

export async function openLog(path: string): Promise<FileHandle> {
  return open(path, 'a');
}
