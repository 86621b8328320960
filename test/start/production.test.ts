import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../sso/sign-in.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { askGraph, refusalOf } from '../support/graph-client.ts';

const loopback = '127.0.0.1';
const startedWithinMs = 30_000;

/** A part in a process of its own, that knows nothing but the settings it is given. */
class Part {
  readonly url: string;
  readonly #process: ChildProcess;
  #output = '';

  constructor(program: string, port: number, settings: Readonly<Record<string, string>>) {
    this.url = `http://${loopback}:${port}`;
    this.#process = spawn(process.execPath, [program], {
      env: { PATH: process.env['PATH'], HOST: loopback, PORT: String(port), ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process.stdout?.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    this.#process.stderr?.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
  }

  get output(): string {
    return this.#output;
  }

  async untilReady(): Promise<this> {
    const deadline = Date.now() + startedWithinMs;
    while (Date.now() < deadline && this.#process.exitCode === null) {
      const response = await fetch(`${this.url}/health/ready`).catch(() => null);
      if (response?.ok) return this;
      await delay(50);
    }
    throw new Error(`${this.url} did not become ready:\n${this.#output}`);
  }

  async stop(): Promise<number | null> {
    if (this.#process.exitCode === null) {
      this.#process.kill('SIGTERM');
      await once(this.#process, 'exit');
    }
    return this.#process.exitCode;
  }
}

describe('in production, with an SSO and databases of its own', () => {
  const started: Part[] = [];
  let dataDir: string;
  let databases: readonly [TestDatabase, TestDatabase];
  let settings: Record<string, string>;
  let token: string;
  let parts: Part[];
  let gateway: Part;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lienthong-'));
    databases = await Promise.all([createTestDatabase(), createTestDatabase()]);
    const [igateDatabase, ideskDatabase] = databases;
    const [ssoPort, igatePort, ideskPort, gatewayPort] = [
      await freePort(),
      await freePort(),
      await freePort(),
      await freePort(),
    ];
    settings = {
      NODE_ENV: 'production',
      DATA_DIR: dataDir,
      PUBLIC_URL: `http://${loopback}:${gatewayPort}`,
      SSO_ISSUER: `http://${loopback}:${ssoPort}/sso`,
      SSO_AUDIENCE: 'lienthong',
      IGATE_DATABASE_URL: igateDatabase.url,
      IDESK_DATABASE_URL: ideskDatabase.url,
      IGATE_URL: `http://${loopback}:${igatePort}`,
      IDESK_URL: `http://${loopback}:${ideskPort}`,
      IGATE_CLIENT_SECRET: 'the secret of the client igate, long enough',
      IDESK_CLIENT_SECRET: 'the secret of the client idesk, long enough',
      GATEWAY_CLIENT_SECRET: 'the secret of the client gateway, long enough',
      FILE_ADDRESS_SECRET: 'the secret that signs the addresses of files',
    };
    // The province's SSO, for which the embedded one stands in, is no part of what runs in production.
    await run('start/sso.ts', ssoPort, { ...settings, NODE_ENV: 'development' });
    const subgraphs = [run('start/igate.ts', igatePort, settings), run('start/idesk.ts', ideskPort, settings)];
    gateway = await run('start/gateway.ts', gatewayPort, settings);
    parts = [...(await Promise.all(subgraphs)), gateway];
    token = await signIn({ issuer: settings['SSO_ISSUER'] ?? '', account: 'hoant', password: 'lienthong-demo' });
  });

  afterAll(async () => {
    await Promise.all(started.map(async (part) => part.stop()));
    await Promise.all(databases.map(async (database) => database.drop()));
    await rm(dataDir, { recursive: true, force: true });
  });

  async function run(program: string, port: number, environment: Record<string, string>): Promise<Part> {
    const part = new Part(program, port, environment);
    started.push(part);
    return part.untilReady();
  }

  it('every part is ready and names what it depends on', async () => {
    const health = await Promise.all(parts.map(async ({ url }) => (await fetch(`${url}/health/ready`)).json()));
    expect(health).toEqual([
      { status: 'ok', dependencies: { 'igate database': 'ok', 'igate files': 'ok' } },
      { status: 'ok', dependencies: { 'idesk database': 'ok', 'idesk files': 'ok' } },
      { status: 'ok', dependencies: { igate: 'ok', idesk: 'ok' } },
    ]);
  });

  it("takes the SSO's tokens, of somebody whom neither system knows yet, and no others", async () => {
    const known = await askGraph(`${gateway.url}/graphql`, '{ me { fullName } }', {}, { token });
    expect(refusalOf(known)).toEqual({
      code: 'SSO_ACCOUNT_NOT_LINKED',
      message: 'ERR: Không thể xác thực người dùng!',
    });
    const atDesk = await askGraph(`${gateway.url}/graphql`, '{ myDesk { fullName } }', {}, { token });
    expect(refusalOf(atDesk).code).toBe('FORBIDDEN');
    const [head, body] = token.split('.');
    const forged = await askGraph(
      `${gateway.url}/graphql`,
      '{ me { fullName } }',
      {},
      { token: `${head}.${body}.AAAA` },
    );
    expect(forged.status).toBe(401);
    expect(refusalOf(forged).code).toBe('UNAUTHENTICATED');
  });

  it('shows no page for people', async () => {
    const answer = await fetch(`${gateway.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(answer.headers.get('content-type')).not.toContain('text/html');
    expect(answer.status).toBeGreaterThanOrEqual(400);
    for (const path of ['/graphiql/page.js', '/graphiql/settings.json', '/sso/.well-known/openid-configuration']) {
      expect((await fetch(`${gateway.url}${path}`)).status).toBe(404);
    }
  });

  it('puts no demo data into the databases', async () => {
    expect(await Promise.all(databases.map(async ({ url }) => rowsIn(url)))).toEqual([
      { dossiers: 0, officers: 0 },
      { documents: 0, desk_users: 0 },
    ]);
  });

  it('logs to standard output, and no secret with it', async () => {
    for (const { output } of parts) {
      expect(output).toContain('"msg":"ready"');
      for (const name of [
        'IGATE_CLIENT_SECRET',
        'IDESK_CLIENT_SECRET',
        'GATEWAY_CLIENT_SECRET',
        'FILE_ADDRESS_SECRET',
        'IGATE_DATABASE_URL',
      ]) {
        expect(output).not.toContain(settings[name]);
      }
    }
  });

  it('runs in one process just as well', async () => {
    const { IGATE_URL: _igate, IDESK_URL: _idesk, ...shared } = settings;
    const port = await freePort();
    const all = await run('start/all.ts', port, { ...shared, PUBLIC_URL: `http://${loopback}:${port}` });
    const answer = await askGraph(`${all.url}/graphql`, '{ me { fullName } }', {}, { token });
    expect(refusalOf(answer).code).toBe('SSO_ACCOUNT_NOT_LINKED');
    expect((await fetch(`${all.url}/sso/.well-known/openid-configuration`)).status).toBe(404);
    expect(all.output).not.toContain('lienthong-demo');
    expect(await all.stop()).toBe(0);
  });

  it('every part ends in order when it is told to', async () => {
    expect(await Promise.all(parts.toReversed().map(async (part) => part.stop()))).toEqual([0, 0, 0]);
  });
});

/** How many rows the tables hold that only demo data or work would fill. */
async function rowsIn(url: string): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const counts: Record<string, number> = {};
    for (const table of ['dossiers', 'officers', 'documents', 'desk_users']) {
      const { rows } = await client.query<{ there: string | null }>('select to_regclass($1) as there', [table]);
      if (rows[0]?.there === null) continue;
      const counted = await client.query<{ count: string }>(`select count(*) from ${table}`);
      counts[table] = Number(counted.rows[0]?.count);
    }
    return counts;
  } finally {
    await client.end();
  }
}
