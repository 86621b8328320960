import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

export interface RunningRedis {
  readonly url: string;
  /** It stays connected and answers nothing. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

/**
 * A real Redis or Valkey of this machine, in memory only.
 *
 * @throws Error that says what to install where there is none.
 */
export async function startRedis(port?: number): Promise<RunningRedis> {
  const at = port ?? (await freePort());
  const folder = await mkdtemp(join(tmpdir(), 'lienthong-redis-'));
  const options = ['--port', String(at), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = spawn(installedServer(), options, { stdio: 'ignore' });
  const exited = once(server, 'exit');
  while (!(await accepts(at))) {
    if (server.exitCode !== null) throw new Error(`the Redis server ended with ${server.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    url: `redis://127.0.0.1:${at}`,
    freeze: () => void server.kill('SIGSTOP'),
    thaw: () => void server.kill('SIGCONT'),
    async stop() {
      server.kill('SIGKILL');
      await exited;
      await rm(folder, { recursive: true });
    },
  };
}

function installedServer(): string {
  for (const name of ['valkey-server', 'redis-server']) {
    if (spawnSync(name, ['--version']).status === 0) return name;
  }
  throw new Error(
    'There is no valkey-server and no redis-server. Shared rate limits are tested against a real one: apt-get install redis-server.',
  );
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
