import { once } from 'node:events';
import { chmod, chown, cp, lstat, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { installedPostgres } from '../../platform/database/postgres-binaries.ts';
import {
  ask,
  cleanUp,
  cleanUpFile,
  folderWithData,
  isGone,
  mayRunThis,
  newFolder,
  onCleanUp,
  serverPid,
  start,
  startInAnotherProcess,
} from '../support/embedded-postgres.ts';

const asRoot = process.getuid?.() === 0;
const onLinux = process.platform === 'linux';

/** The number of an ordinary account; nobody needs to have it. */
const ordinary = 65_534;
const canBeOrdinary = asRoot && mayRunThis(ordinary);

afterEach(cleanUp);
afterAll(cleanUpFile);

describe('an embedded database', () => {
  it('keeps its data over a stop and a start, and starts again in well under a second', async () => {
    const dataDir = await newFolder();
    const first = await start(dataDir);
    await ask(first.url('igate'), 'create table kept as select 1 as n');
    const pid = await serverPid(dataDir);
    await first.stop();
    expect(await isGone(pid)).toBe(true);
    expect(await readFile(join(dataDir, 'postgres', 'server.log'), 'utf8')).toMatch(
      /database system is shut down\s*$/u,
    );

    const began = performance.now();
    const second = await start(dataDir);
    // Some 90 ms on an idle machine; tests share theirs.
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(await ask(second.url('igate'), 'select n from kept')).toEqual([1]);
    expect(new URL(second.url('igate')).port).toBe(new URL(first.url('igate')).port);
  });

  it('is UTF-8 with an order of letters that no operating system changes, checks its pages, and keeps UTC', async () => {
    const server = await start(await folderWithData());
    expect(
      await ask(
        server.url('igate'),
        `select pg_encoding_to_char(encoding), datlocprovider, datlocale, current_setting('data_checksums'),
                current_setting('TimeZone'), lower('ĐẶNG THỊ ẤT'), 'Ă' > 'Z'
         from pg_database where datname = current_database()`,
      ),
    ).toEqual(['UTF8', 'b', 'C.UTF-8', 'on', 'UTC', 'đặng thị ất', true]);
  });

  it('is reached from this machine only, and only with the password', async () => {
    const dataDir = await newFolder();
    const server = await start(dataDir);
    expect(
      await ask(
        server.superuserUrl('igate'),
        `select current_setting('listen_addresses'), current_setting('unix_socket_directories')`,
      ),
    ).toEqual(['127.0.0.1', '']);

    const url = new URL(server.url('igate'));
    expect(url.password).toMatch(/^[0-9a-f]{64}$/u);
    expect((await stat(join(dataDir, 'postgres', 'password'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, 'postgres'))).mode & 0o777).toBe(0o700);
    url.password = 'a'.repeat(64);
    await expect(ask(url.href, 'select 1')).rejects.toThrow('password authentication failed');

    const another = await start(await newFolder());
    expect(new URL(another.url('igate')).password).not.toBe(new URL(server.url('igate')).password);
  });

  it('takes another port where its own is occupied', async () => {
    const occupant = createServer().listen(0, '127.0.0.1');
    onCleanUp(async () => void occupant.close());
    await once(occupant, 'listening');
    const address = occupant.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const server = await start(await folderWithData(), { port });
    expect(new URL(server.url('igate')).port).not.toBe(String(port));
    expect(await ask(server.url('igate'), 'select 1')).toEqual([1]);
  });

  it('creates a database that a later release asks for beside those it has', async () => {
    const dataDir = await folderWithData();
    const server = await start(dataDir, { databases: ['igate', 'idesk'] });
    expect(await ask(server.url('idesk'), 'select current_database()')).toEqual(['idesk']);
  });

  it('lets the owner of one database into that one only, and not near the files of the server', async () => {
    const server = await start(await folderWithData(), { databases: ['igate', 'idesk'] });
    expect(await ask(server.url('igate'), 'select current_user, current_database()')).toEqual(['igate', 'igate']);
    const url = new URL(server.url('igate'));
    url.pathname = '/idesk';
    await expect(ask(url.href, 'select 1')).rejects.toThrow('permission denied for database');
    await expect(ask(server.url('igate'), `select pg_read_file('PG_VERSION')`)).rejects.toThrow('permission denied');
    expect(() => server.url('other')).toThrow('not asked for');
  });

  it('refuses a folder that holds something else, and says what to do', async () => {
    const dataDir = await newFolder();
    await mkdir(join(dataDir, 'postgres', 'odd'), { recursive: true });
    await expect(start(dataDir)).rejects.toThrow(/holds something, but no database\. Move it away/u);
  });

  it('keeps rows out of its log, which goes to a file', async () => {
    const dataDir = await folderWithData();
    const server = await start(dataDir);
    await ask(server.url('igate'), `create table person (id text primary key)`);
    await ask(server.url('igate'), `insert into person values ('052199000234')`);
    await expect(ask(server.url('igate'), `insert into person select * from person`)).rejects.toThrow('duplicate key');
    const log = await readFile(join(dataDir, 'postgres', 'server.log'), 'utf8');
    expect(log).toContain('duplicate key value violates unique constraint');
    expect(log).not.toContain('(052199000234) already exists');
  });
});

describe('binaries of an embedded database', () => {
  it('are missing on some machines, which is said with what to do instead', () => {
    expect(() => installedPostgres('sunos', 'x64')).toThrow(
      /There is no embedded database for this machine .* set IGATE_DATABASE_URL and IDESK_DATABASE_URL/u,
    );
  });

  it('get back the symbolic links that npm left out because install scripts were off', async () => {
    const packageDir = await copyOfPackage(await newFolder());
    const links = await linksOf(packageDir);
    for (const link of links) await rm(link);
    const server = await start(await folderWithData(), { packageDir });
    expect(await ask(server.url('igate'), 'select 1')).toEqual([1]);
    for (const link of links) expect((await lstat(link)).isSymbolicLink()).toBe(true);
  });

  it.runIf(asRoot)('are copied beside the data where the account of the server cannot read them', async () => {
    const closed = await newFolder();
    const packageDir = await copyOfPackage(closed);
    for (const link of await linksOf(packageDir)) await rm(link);
    await chmod(closed, 0o700);
    const dataDir = await folderWithData();
    const server = await start(dataDir, { packageDir });
    expect(await ask(server.url('igate'), 'select 1')).toEqual([1]);
    const copies = (await readdir(dataDir)).filter((name) => name.startsWith('postgres-'));
    expect(copies).toHaveLength(1);

    await server.stop();
    const again = await start(dataDir, { packageDir });
    expect(await ask(again.url('igate'), 'select 1')).toEqual([1]);
    expect((await readdir(dataDir)).filter((name) => name.startsWith('postgres-'))).toEqual(copies);
  });

  it.runIf(asRoot)('are copied where a strict umask has closed every file of the installation', async () => {
    const packageDir = await copyOfPackage(await newFolder());
    await closeAll(packageDir);
    const server = await start(await folderWithData(), { packageDir });
    expect(await ask(server.url('igate'), 'select 1')).toEqual([1]);
  });
});

describe('the account of an embedded database', () => {
  it.runIf(onLinux)('is never root, and its home is a folder of its own', async () => {
    const dataDir = await folderWithData();
    await start(dataDir);
    const pid = await serverPid(dataDir);
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const [uid] = /^Uid:\t(\d+)/mu.exec(status)?.slice(1) ?? [];
    const folder = await stat(join(dataDir, 'postgres'));
    expect(Number(uid)).toBe(folder.uid);
    expect(folder.uid === 0).toBe(false);
    expect(/^Groups:\t(.*)$/mu.exec(status)?.[1]?.split(' ').includes('0') ?? false).toBe(false);
    expect((await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0')).toContain(`HOME=${join(dataDir, 'postgres')}`);
  });

  it.runIf(asRoot)('reaches data below a folder that is closed to it, such as the home of root', async () => {
    const closed = await newFolder();
    const dataDir = join(closed, 'project', '.data');
    await mkdir(dataDir, { recursive: true });
    await chmod(closed, 0o700);
    const first = await start(dataDir);
    await ask(first.url('igate'), 'create table kept as select 1 as n');
    await first.stop();
    const second = await start(dataDir);
    expect(await ask(second.url('igate'), 'select n from kept')).toEqual([1]);
    expect((await stat(closed)).mode & 0o777).toBe(0o700);
  });

  it.runIf(canBeOrdinary)('is our own where we are not root', async () => {
    const dataDir = await newFolder();
    await chown(dataDir, ordinary, ordinary);
    const server = startInAnotherProcess(dataDir, ordinary);
    expect(await ask(await server.url, 'select 1')).toEqual([1]);
    expect((await stat(join(dataDir, 'postgres', 'data'))).uid).toBe(ordinary);
    await server.stop();
    // Root carries on with the data of whoever began it.
    const asOwner = await start(dataDir);
    expect(await ask(asOwner.url('igate'), 'select 1')).toEqual([1]);
    expect((await stat(join(dataDir, 'postgres', 'data', 'postmaster.pid'))).uid).toBe(ordinary);
  });

  it.runIf(canBeOrdinary)('refuses data that belongs to somebody else, and says what to do', async () => {
    const dataDir = await folderWithData();
    await expect(startInAnotherProcess(dataDir, ordinary).url).rejects.toThrow(
      /belongs to another account\. Start as that account/u,
    );
  });

  it.runIf(asRoot)('stays the owner of data that is there already', async () => {
    const dataDir = await folderWithData();
    const before = await stat(join(dataDir, 'postgres'));
    const server = await start(dataDir);
    expect(await ask(server.url('igate'), 'select 1')).toEqual([1]);
    expect((await stat(join(dataDir, 'postgres', 'data'))).uid).toBe(before.uid);
  });
});

async function copyOfPackage(folder: string): Promise<string> {
  const packageDir = join(folder, 'package');
  await cp(installedPostgres(), packageDir, { recursive: true, verbatimSymlinks: true });
  return packageDir;
}

async function linksOf(packageDir: string): Promise<string[]> {
  const lib = join(packageDir, 'native', 'lib');
  const entries = await readdir(lib, { withFileTypes: true });
  return entries.filter((entry) => entry.isSymbolicLink()).map((entry) => join(lib, entry.name));
}

async function closeAll(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) await chmod(join(entry.parentPath, entry.name), 0o700);
  }
  await chmod(dirname(folder), 0o755);
}
