import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../platform/database/database.ts';
import { createLogger } from '../../platform/logging.ts';
import {
  ask,
  cleanUp,
  cleanUpFile,
  eventually,
  folderWithData,
  isGone,
  newFolder,
  onCleanUp,
  serverPid,
  start,
  startInAnotherProcess,
} from '../support/embedded-postgres.ts';

const asRoot = process.getuid?.() === 0;
const onLinux = process.platform === 'linux';

afterEach(cleanUp);
afterAll(cleanUpFile);

describe('a start after a crash', () => {
  it.each([0, 150, 400])('begins afresh where the first start was killed %i ms into making the data', async (ms) => {
    const dataDir = await newFolder();
    const first = startInAnotherProcess(dataDir);
    await eventually(async () => (await readdir(dataDir)).some((name) => name.startsWith('postgres.new-')));
    await delay(ms);
    await first.kill();
    const server = await start(dataDir);
    expect(await ask(server.url('igate'), 'select 1')).toEqual([1]);
    await server.stop();
    // What initdb, which outlived its parent, may still have been writing is gone by the next start.
    await start(dataDir);
    expect((await readdir(dataDir)).filter((name) => name.startsWith('postgres.new-'))).toEqual([]);
  });

  it('takes over the server that a killed process left behind, and stops it in the end', async () => {
    const dataDir = await folderWithData();
    const first = startInAnotherProcess(dataDir);
    await ask(await first.url, 'create table kept as select 1 as n');
    const pid = await serverPid(dataDir);
    await first.kill();

    const server = await start(dataDir);
    expect(await serverPid(dataDir)).toBe(pid);
    expect(server.url('igate')).toBe(await first.url);
    expect(await ask(server.url('igate'), 'select n from kept')).toEqual([1]);
    await server.stop();
    expect(await isGone(pid)).toBe(true);
  });

  it.runIf(asRoot && onLinux)('takes over a server whose data lies below a folder closed to it', async () => {
    const closed = await newFolder();
    const dataDir = join(closed, '.data');
    await rename(await folderWithData(), dataDir);
    await chmod(closed, 0o700);
    const first = startInAnotherProcess(dataDir);
    await first.url;
    const pid = await serverPid(dataDir);
    await first.kill();
    const server = await start(dataDir);
    expect(await serverPid(dataDir)).toBe(pid);
    await server.stop();
    expect(await isGone(pid)).toBe(true);
  });

  it('loses nothing that was acknowledged before everything was killed', async () => {
    const dataDir = await folderWithData();
    let acknowledged = 0;
    for (let round = 0; round < 3; round += 1) {
      const victim = startInAnotherProcess(dataDir);
      const url = await victim.url;
      await ask(url, 'create table if not exists written (n int primary key)');
      const pid = await serverPid(dataDir);
      const until = acknowledged + 40;
      const killed = delay(30 + round * 10).then(async () => {
        process.kill(pid, 'SIGKILL');
        await victim.kill();
      });
      try {
        while (acknowledged < until) {
          await ask(url, `insert into written values (${acknowledged + 1})`);
          acknowledged += 1;
        }
      } catch {
        // Killed between two answers.
      }
      await killed;
      const server = await start(dataDir);
      const [count] = await ask(server.url('igate'), 'select count(*)::int from written');
      expect(Number(count) - acknowledged === 0 || Number(count) - acknowledged === 1).toBe(true);
      acknowledged = Number(count);
      await server.stop();
    }
    expect(acknowledged).toBeGreaterThan(0);
  });

  it.runIf(onLinux)('is not held up by a server that is dead but that nobody has collected', async () => {
    const dataDir = await folderWithData();
    const owner = await stat(join(dataDir, 'postgres'));
    // The shell becomes a sleep, which never collects the child; the child ends only once that has happened.
    const child = 'while [ "$(cat /proc/$$/comm)" = sh ]; do :; done';
    const parent = spawn('sh', ['-c', `(${child}) & echo $!; exec sleep 60`], {
      uid: owner.uid,
      gid: owner.gid,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    onCleanUp(async () => parent.kill('SIGKILL'));
    const [text]: Buffer[] = await once(parent.stdout, 'data');
    const zombie = Number(text?.toString());
    await eventually(async () => (await readFile(`/proc/${zombie}/stat`, 'utf8')).includes(') Z '));
    await leaveStaleFile(dataDir, zombie);
    const server = await start(dataDir);
    expect(await ask(server.url('igate'), 'select 1')).toEqual([1]);
  });

  it.runIf(onLinux)('is not held up where the number of the dead server belongs to another program now', async () => {
    const dataDir = await folderWithData();
    const owner = await stat(join(dataDir, 'postgres'));
    const stranger = spawn('sleep', ['60'], { uid: owner.uid, gid: owner.gid, stdio: 'ignore' });
    onCleanUp(async () => stranger.kill('SIGKILL'));
    await leaveStaleFile(dataDir, stranger.pid ?? 0);
    const server = await start(dataDir);
    expect(await ask(server.url('igate'), 'select 1')).toEqual([1]);
    expect(stranger.exitCode).toBeNull();
  });

  it('never takes over the server of a folder that it was copied from', async () => {
    const dataDir = await folderWithData();
    const original = await start(dataDir);
    await ask(original.superuserUrl('igate'), 'checkpoint');
    const copyDir = await newFolder();
    await cp(join(dataDir, 'postgres'), join(copyDir, 'postgres'), { recursive: true, preserveTimestamps: true });
    if (asRoot) await chownAll(join(copyDir, 'postgres'), (await stat(join(dataDir, 'postgres'))).uid);
    const copy = await start(copyDir);
    expect(copy.url('igate')).not.toBe(original.url('igate'));
    await ask(copy.url('igate'), 'create table only_in_the_copy ()');
    expect(await ask(original.url('igate'), `select to_regclass('only_in_the_copy')`)).toEqual([null]);
    await copy.stop();
    expect(await ask(original.url('igate'), 'select 1')).toEqual([1]);
  });
});

describe('processes that use the same folder', () => {
  it.each([1, 2])('start at once, share one server, and the last one stops it (%i)', async () => {
    const dataDir = await newFolder();
    const processes = [1, 2, 3].map(() => startInAnotherProcess(dataDir));
    const urls = await Promise.all(processes.map(({ url }) => url));
    expect(new Set(urls).size).toBe(1);
    const [url = ''] = urls;
    await ask(url, 'create table kept as select 1 as n');
    const pid = await serverPid(dataDir);

    await processes[0]?.stop();
    await processes[1]?.kill();
    expect(await ask(url, 'select n from kept')).toEqual([1]);
    expect(await serverPid(dataDir)).toBe(pid);
    await processes[2]?.stop();
    expect(await isGone(pid)).toBe(true);
  });

  it('stop at once and leave no server behind', async () => {
    const dataDir = await folderWithData();
    const processes = [1, 2, 3].map(() => startInAnotherProcess(dataDir));
    await Promise.all(processes.map(({ url }) => url));
    const pid = await serverPid(dataDir);
    await Promise.all(processes.map((each) => each.stop()));
    expect(await isGone(pid)).toBe(true);
  });
});

describe('a server that dies while it is in use', () => {
  it('is started again on the same port, and pools of connections go on with it', async () => {
    const dataDir = await folderWithData();
    const server = await start(dataDir);
    const logger = createLogger('test', { level: 'silent' });
    await using database = openDatabase({ url: server.url('igate'), name: 'igate', poolSize: 3, logger });
    await database.pool.query('create table kept as select 1 as n');
    const busy = await database.pool.connect();
    await busy.query('begin');
    const pid = await serverPid(dataDir);
    process.kill(pid, 'SIGKILL');
    await eventually(() =>
      database.ping().then(
        () => true,
        () => false,
      ),
    );
    expect(await serverPid(dataDir)).not.toBe(pid);
    expect((await database.pool.query<{ n: number }>('select n from kept')).rows).toEqual([{ n: 1 }]);
    await expect(busy.query('select 1')).rejects.toThrow();
    busy.release(true);
  });

  it('is started again time after time, by one of the processes that share it', async () => {
    const dataDir = await folderWithData();
    const other = startInAnotherProcess(dataDir);
    const url = await other.url;
    const server = await start(dataDir);
    for (let round = 0; round < 3; round += 1) {
      const pid = await serverPid(dataDir);
      process.kill(pid, 'SIGKILL');
      await eventually(() =>
        ask(url, 'select 1').then(
          () => true,
          () => false,
        ),
      );
      expect(await serverPid(dataDir)).not.toBe(pid);
    }
    await eventually(async () => (await supervisors(server.superuserUrl('igate'))).length === 2);
    await other.stop();
    expect(await ask(server.url('igate'), 'select 1')).toEqual([1]);
    const pid = await serverPid(dataDir);
    await server.stop();
    expect(await isGone(pid)).toBe(true);
  });

  it('comes back where only a connection was killed, which makes PostgreSQL drop all of them', async () => {
    const dataDir = await folderWithData();
    const server = await start(dataDir);
    const [backend] = await supervisors(server.superuserUrl('igate'));
    const pid = await serverPid(dataDir);
    process.kill(Number(backend), 'SIGKILL');
    await eventually(async () => {
      const now = await supervisors(server.superuserUrl('igate')).catch(() => []);
      return now.length === 1 && now[0] !== backend;
    });
    expect(await serverPid(dataDir)).toBe(pid);
    await server.stop();
    expect(await isGone(pid)).toBe(true);
  });
});

/** The connections by which processes hold on to a server. */
async function supervisors(superuserUrl: string): Promise<number[]> {
  const [pids] = await ask(
    superuserUrl,
    `select coalesce(array_agg(pid), '{}') from pg_stat_activity where application_name = 'lienthong supervisor'`,
  );
  return Array.isArray(pids) ? pids.map(Number) : [];
}

/** What a server that was killed leaves, except that somebody else goes by its number. */
async function leaveStaleFile(dataDir: string, pid: number): Promise<void> {
  const path = join(dataDir, 'postgres', 'data', 'postmaster.pid');
  const lines = [
    pid,
    join(dataDir, 'postgres', 'data'),
    1_700_000_000,
    25_431,
    '',
    '127.0.0.1',
    '  1234567  99999',
    'ready   ',
  ];
  await writeFile(path, `${lines.join('\n')}\n`, { mode: 0o600 });
  const owner = await stat(join(dataDir, 'postgres'));
  if (asRoot) await chownAll(path, owner.uid);
}

async function chownAll(path: string, uid: number): Promise<void> {
  const child = spawn('chown', ['-R', String(uid), path], { stdio: 'ignore' });
  await once(child, 'exit');
}
