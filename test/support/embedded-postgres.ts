import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../platform/database/embedded-postgres.ts';
import type { EmbeddedPostgres, EmbeddedPostgresOptions } from '../../platform/database/embedded-postgres.ts';
import { createLogger } from '../../platform/logging.ts';

const run = promisify(execFile);
const cleanUps: (() => Promise<unknown>)[] = [];

/** For `afterEach`: stops and removes what the functions below have made, last things first. */
export async function cleanUp(): Promise<void> {
  for (const each of cleanUps.splice(0).toReversed()) await each();
}

const cleanUpsOfFile: (() => Promise<unknown>)[] = [];

/** For `afterAll`. */
export async function cleanUpFile(): Promise<void> {
  for (const each of cleanUpsOfFile.splice(0).toReversed()) await each();
}

export function onCleanUp(action: () => Promise<unknown>): void {
  cleanUps.push(action);
}

/** An empty folder that every account may enter. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lienthong-embedded-'));
  onCleanUp(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  await chmod(folder, 0o755);
  return folder;
}

let seed: Promise<string> | undefined;

/** A folder with the data of an embedded database that was stopped in order; a copy, which is quicker than making it. */
export async function folderWithData(): Promise<string> {
  seed ??= makeSeed();
  const folder = await newFolder();
  await run('cp', ['-a', join(await seed, 'postgres'), folder]);
  return folder;
}

async function makeSeed(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lienthong-embedded-'));
  cleanUpsOfFile.push(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  await (await start(folder)).stop();
  return folder;
}

export async function start(
  dataDir: string,
  options: Partial<EmbeddedPostgresOptions> = {},
): Promise<EmbeddedPostgres> {
  const logger = createLogger('test', { level: 'silent' });
  const server = await startEmbeddedPostgres({ dataDir, databases: ['igate'], logger, ...options });
  onCleanUp(() => server.stop());
  return server;
}

export interface ServerProcess {
  readonly child: ChildProcess;
  /** Rejects where the process ends before its server is ready, with what it said. */
  readonly url: Promise<string>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

const script = fileURLToPath(new URL('embedded-postgres-process.ts', import.meta.url));

/** Not where the project is in a folder that is closed to the account, such as the home of root. */
export function mayRunThis(account: number): boolean {
  const probe = ['--eval', 'fs.accessSync(process.argv[1])', script];
  return spawnSync(process.execPath, probe, { uid: account, gid: account, stdio: 'ignore' }).status === 0;
}

/** @param account a number of a user that the process runs as; our own by default */
export function startInAnotherProcess(dataDir: string, account?: number): ServerProcess {
  const child = spawn(process.execPath, [script, dataDir], {
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(account === undefined ? {} : { uid: account, gid: account }),
  });
  let errors = '';
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  const exited = once(child, 'exit');
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (text: Buffer) => resolve(text.toString().trim()));
    void exited.then(() => reject(new Error(`ended before it was ready: ${errors}`)));
  });
  url.catch(() => undefined);
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  onCleanUp(kill);
  return {
    child,
    url,
    kill,
    async stop() {
      child.stdin.end();
      await exited;
    },
  };
}

/** The first row of an answer. */
export async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return rows[0] ?? [];
  } finally {
    await client.end();
  }
}

export async function serverPid(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8'), 10);
}

export async function eventually(holds: () => Promise<boolean> | boolean, withinMs = 10_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('did not happen in time');
    await delay(20);
  }
}

/** Nobody has collected a zombie yet, but it does nothing any more. */
export async function isGone(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return true;
  }
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return line.includes(') Z ');
}
