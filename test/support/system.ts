import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { signIn } from '../../sso/sign-in.ts';
import { askGraph, type GraphAnswer } from './graph-client.ts';
import { freePort } from './free-port.ts';

/** The two ways the system is run; every journey runs on both. */
export const topologies = ['one process', 'distributed'] as const;
export type Topology = (typeof topologies)[number];

const entryPoints: Record<Topology, string> = {
  'one process': 'start/all.ts',
  distributed: 'start/distributed.ts',
};

/** Starting includes creating the databases and the demo data. */
const readyWithinMs = 60_000;

/** The whole system in processes of its own, on a port and a data folder of its own, met only over HTTP. */
export class System implements AsyncDisposable {
  readonly url: string;
  readonly dataDir: string;
  readonly logFile: string;
  readonly #process: ChildProcess;
  readonly #complaints: string[] = [];
  readonly #tokens = new Map<string, Promise<string>>();

  private constructor(url: string, dataDir: string, process: ChildProcess) {
    this.url = url;
    this.dataDir = dataDir;
    this.logFile = join(dataDir, 'lienthong.log');
    this.#process = process;
  }

  static async start(topology: Topology, environment: Record<string, string> = {}): Promise<System> {
    const dataDir = await mkdtemp(join(tmpdir(), 'lienthong-'));
    const port = await freePort();
    const child = spawn(process.execPath, [entryPoints[topology]], {
      env: {
        ...process.env,
        NODE_ENV: 'development',
        DEMO_DOSSIERS: '200',
        ...environment,
        PORT: String(port),
        DATA_DIR: dataDir,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const system = new System(`http://127.0.0.1:${port}`, dataDir, child);
    child.stderr?.on('data', (chunk: Buffer) => system.#complaints.push(chunk.toString()));
    await system.#untilReady();
    return system;
  }

  async #untilReady(): Promise<void> {
    const deadline = Date.now() + readyWithinMs;
    while (Date.now() < deadline && this.#process.exitCode === null) {
      const ready = await fetch(`${this.url}/health/ready`).then(
        (response) => response.ok,
        () => false,
      );
      if (ready) return;
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

  /** Ctrl-C; resolves with the exit code. */
  async interrupt(): Promise<number | null> {
    if (this.#process.exitCode !== null) return this.#process.exitCode;
    this.#process.kill('SIGINT');
    await once(this.#process, 'exit');
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
