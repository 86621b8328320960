import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { signIn } from '../../sso/sign-in.ts';
import { askGraph, type GraphAnswer } from './graph-client.ts';
import { freePort } from './free-port.ts';

/** The two ways the system is run; every journey runs on both. */
export const topologies = ['one process', 'distributed'] as const;
export type Topology = (typeof topologies)[number];

const entryPoints: Record<Topology, string> = {
  'one process': fileURLToPath(new URL('../../start/all.ts', import.meta.url)),
  distributed: fileURLToPath(new URL('../../start/distributed.ts', import.meta.url)),
};

/** Starting includes creating the databases and the demo data. */
const readyWithinMs = 60_000;

interface Place {
  readonly port: number;
  readonly dataDir: string;
}

interface StartOptions {
  readonly topology: Topology;
  readonly environment: Readonly<Record<string, string>>;
  readonly foreground: boolean;
}

/** The whole system in processes of its own, on a port and a data folder of its own, met only over HTTP. */
export class System implements AsyncDisposable {
  readonly url: string;
  readonly dataDir: string;
  readonly logFile: string;
  readonly #options: StartOptions;
  readonly #place: Place;
  readonly #process: ChildProcess;
  readonly #complaints: string[] = [];
  readonly #tokens = new Map<string, Promise<string>>();
  #readyAfterMs = 0;

  private constructor(options: StartOptions, place: Place) {
    this.url = `http://127.0.0.1:${place.port}`;
    this.dataDir = place.dataDir;
    this.logFile = join(place.dataDir, 'lienthong.log');
    this.#options = options;
    this.#place = place;
    this.#process = spawn(process.execPath, [entryPoints[options.topology]], {
      env: {
        ...process.env,
        NODE_ENV: 'development',
        DEMO_DOSSIERS: '200',
        ...options.environment,
        PORT: String(place.port),
        DATA_DIR: place.dataDir,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: options.foreground,
    });
    this.#process.stderr?.on('data', (chunk: Buffer) => this.#complaints.push(chunk.toString()));
  }

  /**
   * @param how `foreground` puts what is started into a process group of its own, as a terminal does: `interrupt` then
   *   reaches all of the group, as Ctrl-C does.
   */
  static async start(
    topology: Topology,
    environment: Readonly<Record<string, string>> = {},
    how: { readonly foreground: boolean } = { foreground: false },
  ): Promise<System> {
    const dataDir = await mkdtemp(join(tmpdir(), 'lienthong-'));
    const system = new System({ topology, environment, ...how }, { port: await freePort(), dataDir });
    await system.#untilReady();
    return system;
  }

  /** The system that comes up on the same port with the same data, after this one has ended. */
  async startAgain(): Promise<System> {
    const system = new System(this.#options, this.#place);
    await system.#untilReady();
    return system;
  }

  /** How long it took from the start of the process until everything answered. */
  get readyAfterMs(): number {
    return this.#readyAfterMs;
  }

  async #untilReady(): Promise<void> {
    const startedAt = performance.now();
    const deadline = Date.now() + readyWithinMs;
    while (Date.now() < deadline && this.#process.exitCode === null) {
      const ready = await fetch(`${this.url}/health/ready`).then(
        (response) => response.ok,
        () => false,
      );
      if (ready) {
        this.#readyAfterMs = performance.now() - startedAt;
        return;
      }
      await delay(50);
    }
    const log = await this.log().catch(() => '(no log)');
    await this.stop();
    throw new Error(`the system did not become ready:\n${this.#complaints.join('')}\n${log.slice(-4000)}`);
  }

  /** An SSO access token, fetched once per account by signing in at the login page. `hoant` stands for its full address. */
  async token(account: string): Promise<string> {
    const known = this.#tokens.get(account);
    if (known) return known;
    const token = this.#signIn(account);
    this.#tokens.set(account, token);
    return token;
  }

  async #signIn(account: string): Promise<string> {
    const metadata = await fetch(`${this.url}/.well-known/oauth-protected-resource`);
    const { authorization_servers } = (await metadata.json()) as { authorization_servers: [string] };
    return signIn({ issuer: authorization_servers[0], account, password: 'lienthong-demo' });
  }

  /** Asks the graph as somebody signed in through the SSO, or as nobody. */
  async ask<Data>(
    account: string | null,
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<GraphAnswer<Data>> {
    const token = account === null ? undefined : await this.token(account);
    return askGraph<Data>(`${this.url}/graphql`, query, variables, { token, headers });
  }

  /** The bytes behind a `downloadUrl` or `previewUrl`. */
  async bytes(address: string): Promise<Buffer> {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address} answered ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  }

  async log(): Promise<string> {
    return readFile(this.logFile, 'utf8');
  }

  /** Process ids by part: `gateway`, `igate`, … where they run apart, or `all`. */
  async processIds(): Promise<Record<string, number>> {
    const ids: Record<string, number> = { all: this.#process.pid ?? 0 };
    for (const line of (await this.log()).split('\n')) {
      const started = /"pid":\d+.*"part":"(\w+)","process":(\d+)/.exec(line);
      if (started?.[1] && started[2]) ids[started[1]] = Number(started[2]);
    }
    return ids;
  }

  /** The private address of a part that runs in a process of its own. */
  async privateUrl(part: 'igate' | 'idesk'): Promise<string> {
    const url = new RegExp(`"name":"${part}","url":"([^"]+)","msg":"ready"`).exec(await this.log())?.[1];
    if (url === undefined) throw new Error(`the log does not tell where ${part} listens`);
    return url;
  }

  /** Kills a part at once, as a crash would (kill -9); `all` is the one process, or the launcher. */
  async crash(part: 'all' | 'gateway' | 'igate' | 'idesk'): Promise<void> {
    const id = (await this.processIds())[part];
    if (id === undefined) throw new Error(`${part} does not run in a process of its own`);
    process.kill(id, 'SIGKILL');
    while (await isRunning(id)) await delay(5);
  }

  /** Halts the launcher, so that nothing that ends is started again until `goOn`. */
  holdLauncher(): void {
    this.#process.kill('SIGSTOP');
  }

  goOn(): void {
    this.#process.kill('SIGCONT');
  }

  /** Ctrl-C; resolves with the exit code. */
  async interrupt(): Promise<number | null> {
    const { exitCode, signalCode, pid } = this.#process;
    if (exitCode !== null || signalCode !== null || pid === undefined) return exitCode;
    const exited = once(this.#process, 'exit');
    this.goOn();
    process.kill(this.#options.foreground ? -pid : pid, 'SIGINT');
    await exited;
    return this.#process.exitCode;
  }

  async stop(): Promise<void> {
    await this.interrupt();
    await rm(this.dataDir, { recursive: true, force: true, maxRetries: 5 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

/** A process that has ended but that its halted parent has not collected yet runs no more. */
export async function isRunning(processId: number): Promise<boolean> {
  const state = await promisify(execFile)('ps', ['-o', 'stat=', '-p', String(processId)]).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
  return state !== '' && !state.startsWith('Z');
}
