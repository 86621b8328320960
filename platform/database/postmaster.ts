import type { ChildProcess } from 'node:child_process';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, type Cluster } from './cluster.ts';
import type { ServerAccount } from './server-account.ts';
import { spawnProgram, type FolderView } from './server-process.ts';

/** What a running server writes about itself into its data folder. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  readonly status: 'starting' | 'stopping' | 'ready' | 'unknown';
}

const fileName = 'postmaster.pid';

/** Null where no server runs, or where one has only begun to write its file. */
export async function readPostmasterFile(cluster: Cluster): Promise<PostmasterFile | null> {
  const text = await readFile(join(cluster.dataDir, fileName), 'utf8').catch(() => '');
  // Lines: process, folder, start time, port, socket folder, address, shared memory, status.
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const status = lines[7]?.trim();
  return {
    pid,
    port: Number(lines[3]),
    status: status === 'starting' || status === 'stopping' || status === 'ready' ? status : 'unknown',
  };
}

/**
 * Whether the process of a postmaster file can still be a server. After a power cut the number may belong to anybody,
 * and a killed server stays a zombie until somebody collects it: PostgreSQL takes either for a running server.
 */
export async function isServer(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  if (line === '') return isAlive(pid);
  const [, name, state] = /^\d+ \((.*)\) (\S)/su.exec(line) ?? [];
  return name === 'postgres' && state !== 'Z';
}

/**
 * Takes a file that names a process which is not this folder's server out of the next server's way: it then names us,
 * and PostgreSQL disregards its own parent. The rest stays, so that PostgreSQL still looks for survivors of the old
 * server in the shared memory that the file names, and refuses to start beside them.
 */
export async function disown(cluster: Cluster, stale: PostmasterFile): Promise<void> {
  const current = await readPostmasterFile(cluster);
  if (current?.pid !== stale.pid) return;
  const path = join(cluster.dataDir, fileName);
  const text = await readFile(path, 'utf8');
  const handle = await open(path, 'r+');
  try {
    await handle.truncate();
    await handle.write(text.replace(/^\d+/u, String(process.pid)), 0);
  } finally {
    await handle.close();
  }
}

/**
 * For a small footprint and many connections. Given as flags, so that an upgrade of ours reaches data folders that are
 * there already.
 */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  // Three processes fewer at rest; reads of a database that fits into memory gain nothing from them.
  io_method: 'sync',
  jit: 'off',
  random_page_cost: '1.1',
  // Reports are several statements at once, which share the processors already: workers beside them only get in their way.
  max_parallel_workers_per_gather: '0',
  // No replicas, so nobody reads the log but recovery.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Details of an error quote the row, and rows hold personal data.
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

const largestLogBytes = 10 * 1024 * 1024;

/** Starts the server; its output goes to a file, because a pipe would break when we go first. */
export async function spawnPostmaster(options: {
  readonly cluster: Cluster;
  readonly binDir: string;
  readonly account: ServerAccount | null;
  readonly view: FolderView;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
}): Promise<ChildProcess> {
  const logPath = join(options.cluster.dir, 'server.log');
  const size = await stat(logPath).then(
    (log) => log.size,
    () => 0,
  );
  if (size > largestLogBytes) await rename(logPath, `${logPath}.1`).catch(() => undefined);
  const log = await open(logPath, 'a', 0o600);
  try {
    if (options.account !== null) await log.chown(options.account.uid, options.account.gid);
    const all = { ...settings, ...options.settings, port: String(options.port) };
    const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawnProgram(join(options.binDir, 'postgres'), ['-D', `${options.view.path}/data`, ...flags], {
      view: options.view,
      account: options.account,
      output: log.fd,
    });
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}

/** The end of the server's log since `from`, for an error that has to say why the server would not start. */
export async function logSince(cluster: Cluster, from: number): Promise<string> {
  const text = await readFile(join(cluster.dir, 'server.log')).catch(() => Buffer.alloc(0));
  return text
    .subarray(text.length >= from ? from : 0)
    .toString('utf8')
    .slice(-4000);
}

export async function logSize(cluster: Cluster): Promise<number> {
  return stat(join(cluster.dir, 'server.log')).then(
    (log) => log.size,
    () => 0,
  );
}
