import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../logging.ts';
import { isAlive, type Cluster } from './cluster.ts';
import { openLease, type Lease } from './lease.ts';
import {
  disown,
  isServer,
  logSince,
  logSize,
  readPostmasterFile,
  spawnPostmaster,
  type PostmasterFile,
} from './postmaster.ts';
import type { ServerAccount } from './server-account.ts';
import type { FolderView } from './server-process.ts';

export interface ServerPlace {
  readonly cluster: Cluster;
  readonly binDir: string;
  readonly account: ServerAccount | null;
  readonly view: FolderView;
  readonly settings: Readonly<Record<string, string>>;
  readonly logger: Logger;
}

export interface RunningServer {
  readonly pid: number;
  readonly port: number;
  readonly lease: Lease;
}

/** A server that shows no sign of life for this long will not come any more. Recovery after a crash counts as life. */
const patienceMs = 60_000;

/**
 * Finds the server of this folder, or starts it. There is no lock of ours around this: PostgreSQL lets one server only
 * into a data folder, and whoever loses finds the winner's on the next round.
 *
 * @param mayMove whether another port will do where this one is taken
 */
export async function bringUp(
  place: ServerPlace,
  preferredPort: number,
  mayMove: boolean,
  onLost: () => void,
  signal: AbortSignal,
): Promise<RunningServer> {
  let port = preferredPort;
  let deadline = Date.now() + patienceMs;
  let lastWords = '';
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    const file = await readPostmasterFile(place.cluster);
    if (file !== null && (await isServer(file.pid))) {
      const lease = file.status === 'stopping' ? 'unavailable' : await openLease(place.cluster, file.port, onLost);
      if (typeof lease === 'object') {
        place.logger.info({ pid: file.pid, port: file.port }, 'took over the database server that was running already');
        return { pid: file.pid, port: file.port, lease };
      }
      if (lease === 'unavailable') {
        if (file.status === 'starting') deadline = Date.now() + patienceMs;
        await delay(50);
        continue;
      }
    }
    await clearStaleFile(place.cluster, file);

    const attempt = await startOnce(place, port, onLost, signal);
    if (attempt.outcome === 'running') return attempt.server;
    lastWords = attempt.lastWords;
    if (/could not bind|could not create any TCP/u.test(lastWords)) {
      if (mayMove) port = nextPort(port);
      else await delay(500);
    } else if (/lock file "[^"]*postmaster.pid"|pre-existing shared memory block/u.test(lastWords)) {
      // Another process is starting it, or a killed one is not quite gone.
      await delay(100);
    } else {
      break;
    }
  }
  throw new Error(
    `The embedded database in ${place.cluster.dir} does not start. Its last words: ${lastWords.trim() || 'none'}`,
  );
}

type Attempt = { outcome: 'running'; server: RunningServer } | { outcome: 'ended'; lastWords: string };

async function startOnce(place: ServerPlace, port: number, onLost: () => void, signal: AbortSignal): Promise<Attempt> {
  const logStart = await logSize(place.cluster);
  const child = await spawnPostmaster({ ...place, port });
  // A program that cannot be started has no number; without a listener its error would end the process.
  child.once('error', (error) => place.logger.error(error, 'the database server could not be started'));
  let polls = 0;
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    if (signal.aborted) child.kill('SIGINT');
    const file = await readPostmasterFile(place.cluster);
    if (file?.pid === child.pid && file.status === 'ready' && !signal.aborted) {
      const lease = await openLease(place.cluster, port, onLost);
      if (typeof lease === 'object') {
        place.logger.info({ pid: child.pid, port }, 'started the database server');
        return { outcome: 'running', server: { pid: child.pid, port, lease } };
      }
    }
    polls += 1;
    if (polls % 1_000 === 0) place.logger.info({ pid: child.pid }, 'the database server is recovering');
    await delay(polls < 200 ? 5 : 50);
  }
  signal.throwIfAborted();
  return { outcome: 'ended', lastWords: await logSince(place.cluster, logStart) };
}

/** PostgreSQL clears away the file of a server that is gone, except in the cases below, where it would refuse to start for ever. */
async function clearStaleFile(cluster: Cluster, file: PostmasterFile | null): Promise<void> {
  if (file !== null) {
    if (isAlive(file.pid)) await disown(cluster, file);
    return;
  }
  // A power cut can leave the file empty. A server that is about to fill it does so at once.
  const path = join(cluster.dataDir, 'postmaster.pid');
  const found = await stat(path).catch(() => null);
  if (found !== null && found.size === 0 && Date.now() - found.mtimeMs > 5_000) await rm(path, { force: true });
}

// Below the ports that Linux, macOS and Windows give to outgoing connections, which would take ours while we restart.
const firstPort = 20_000;
const ports = 12_000;

/** The same folder prefers the same port on every start. */
export function portFor(hash: number): number {
  return firstPort + (hash % ports);
}

function nextPort(port: number): number {
  return portFor(Math.max(port - firstPort, 0) + 1);
}
