import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabaseWithRoles } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly said: string;
}

describe('an entry point that cannot start', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lienthong-'));
  });
  afterAll(async () => {
    await rm(dataDir, { recursive: true });
  });

  /** Runs an entry point, which must end by itself, with nothing set but what is given. */
  async function start(program: string, environment: Record<string, string>): Promise<Ended> {
    const { promise, resolve } = Promise.withResolvers<Ended>();
    const options = { env: { PATH: process.env['PATH'], DATA_DIR: dataDir, ...environment }, timeout: 15_000 };
    const child = execFile(process.execPath, [program], options, (_error, output, said) =>
      resolve({ code: child.exitCode, output, said }),
    );
    return promise;
  }

  describe('because its port is taken', () => {
    let taken: Server;
    let port: string;
    beforeAll(async () => {
      taken = createServer().listen(0, '127.0.0.1');
      await once(taken, 'listening');
      const address = taken.address();
      port = address !== null && typeof address === 'object' ? String(address.port) : '';
    });
    afterAll(() => {
      taken.close();
    });

    it.each(['start/all.ts', 'start/distributed.ts'])(
      '%s says so in a sentence, and leaves nothing behind',
      async (program) => {
        const { code, output, said } = await start(program, { PORT: port });
        expect(said).toBe(
          `Port ${port} on 127.0.0.1 is in use by another program. Stop that one, or set PORT to another port.\n`,
        );
        expect(code).toBe(69);
        expect(output).toBe('');
        expect(await readdir(dataDir)).toEqual([]);
      },
    );
  });

  it('because its address is no address of this machine says so', async () => {
    const { code, said } = await start('start/all.ts', { HOST: '192.0.2.1' });
    expect(said).toMatch(/^192\.0\.2\.1 is not an address of this machine\. Set HOST/);
    expect(code).toBe(69);
  });

  it.each(['start/all.ts', 'start/gateway.ts'])(
    '%s, because it was told to believe everybody about addresses, says what to set',
    async (program) => {
      const { code, said } = await start(program, { TRUST_PROXY: 'true' });
      expect(said).toContain(
        'TRUST_PROXY holds "true": set it to addresses or networks such as 10.0.0.5 or 10.0.0.0/24.',
      );
      expect(code).toBe(78);
    },
  );

  it.each([
    [
      'start/all.ts',
      [
        'PUBLIC_URL',
        'SSO_ISSUER',
        'SSO_AUDIENCE',
        'IGATE_DATABASE_URL',
        'IDESK_DATABASE_URL',
        'IGATE_CLIENT_SECRET',
        'IDESK_CLIENT_SECRET',
        'FILE_ADDRESS_SECRET',
      ],
    ],
    [
      'start/gateway.ts',
      ['PUBLIC_URL', 'SSO_ISSUER', 'SSO_AUDIENCE', 'IGATE_URL', 'IDESK_URL', 'GATEWAY_CLIENT_SECRET'],
    ],
    ['start/igate.ts', ['SSO_ISSUER', 'IGATE_DATABASE_URL', 'IDESK_URL', 'IGATE_CLIENT_SECRET']],
    ['start/idesk.ts', ['SSO_ISSUER', 'IDESK_DATABASE_URL', 'IGATE_URL', 'IDESK_CLIENT_SECRET']],
  ])('in production %s names every setting that is missing', async (program, demanded) => {
    const { code, said } = await start(program, { NODE_ENV: 'production' });
    expect(code).toBe(78);
    for (const name of demanded) expect(said).toContain(`  - Set ${name}: `);
    expect(said).not.toMatch(/^\s+at /m);
    expect(await readdir(dataDir)).toEqual([]);
  });

  it.each([
    ['cannot be read', null, 'names a file that cannot be read (ENOENT)'],
    ['is no manifest', '[]', 'names a manifest that cannot be used: it is not a JSON object'],
    ['has an operation that cannot run', '{ "Old": "{ dossier { gone } }" }', '“Old”: Cannot query field "gone"'],
  ])('because the file of registered operations %s says so', async (_what, manifest, sentence) => {
    const folder = await mkdtemp(join(tmpdir(), 'lienthong-manifest-'));
    const file = join(folder, 'manifest.json');
    if (manifest !== null) await writeFile(file, manifest);
    const { code, said } = await start('start/gateway.ts', {
      PORT: String(await freePort()),
      SSO_ISSUER: 'http://127.0.0.1:1/sso',
      IGATE_URL: 'http://127.0.0.1:2',
      IDESK_URL: 'http://127.0.0.1:3',
      GATEWAY_CLIENT_SECRET: 'secret',
      PERSISTED_OPERATIONS: file,
    });
    expect(said).toContain(sentence);
    expect(said).not.toMatch(/^\s+at /m);
    expect(code).toBe(78);
    await rm(folder, { recursive: true });
  });

  it('because it is the embedded SSO and this is production says so', async () => {
    for (const program of ['start/sso.ts', 'start/distributed.ts']) {
      const { code, said } = await start(program, { NODE_ENV: 'production' });
      expect(code).toBe(78);
      expect(said).toContain('the embedded SSO is for development only');
    }
  });

  it.each([
    ['a wrong password', (url: URL) => (url.password = 'wrong'), 'PostgreSQL refuses the user or the password in'],
    ['a database that is not there', (url: URL) => (url.pathname = '/nowhere'), 'There is no such database as'],
  ])('because of %s says which setting to change', async (_what, change, sentence) => {
    await using place = await createDatabaseWithRoles();
    const url = new URL(place.url);
    change(url);
    const settings = {
      PORT: String(await freePort()),
      SSO_ISSUER: 'http://127.0.0.1:1/sso',
      IGATE_DATABASE_URL: url.href,
      IDESK_URL: 'http://127.0.0.1:1',
      IGATE_CLIENT_SECRET: 'secret',
      FILE_ADDRESS_SECRET: 'x'.repeat(32),
      LOG_LEVEL: 'silent',
    };
    const { code, said } = await start('start/igate.ts', settings);
    expect(said).toContain(sentence);
    expect(said).toContain('IGATE_DATABASE_URL');
    expect(said).not.toMatch(/^\s+at /m);
    expect(said).not.toContain(url.password);
    expect(code).toBe(78);
  });
});
