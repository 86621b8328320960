import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createLogger } from '../../platform/logging.ts';
import { readConfiguration } from '../../start/configuration.ts';
import { buildIdesk } from '../../start/parts/idesk.ts';
import { buildIgate } from '../../start/parts/igate.ts';
import { officerSessions } from '../../start/parts/tokens.ts';
import { CrashingPostgres } from '../support/crashing-postgres.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

vi.setConfig({ testTimeout: 120_000 });

const nowhere = 'http://127.0.0.1:1';
const logger = createLogger('test', { level: 'silent' });
/** Refused one after the other while the server recovers. */
const refusals = 3;

let folder: string;
let database: TestDatabase;
let postgres: CrashingPostgres;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lienthong-crashing-'));
  postgres = await CrashingPostgres.open();
});
beforeEach(async () => {
  database = await createTestDatabase();
  return () => database.drop();
});
afterAll(async () => {
  await postgres[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Starts a part and stops it again; answers with how many connections the start asked for. */
async function start(part: 'igate' | 'idesk'): Promise<number> {
  const configuration = readConfiguration({ NODE_ENV: 'test', DATA_DIR: folder, SSO_ISSUER: nowhere }, 'tool');
  postgres.asked = 0;
  const build = part === 'igate' ? buildIgate : buildIdesk;
  const built = await build(
    configuration,
    {
      issuer: nowhere,
      officers: officerSessions(configuration, nowhere),
      databaseUrl: postgres.urlOf(database.url),
      databaseOwnerUrl: undefined,
      clientSecret: 'secret',
      fileAddressSecret: 'a secret of at least 32 characters',
      peerUrl: () => nowhere,
    },
    logger,
  );
  const { asked } = postgres;
  expect(await built.checks[`${part} database`]?.()).toBeUndefined();
  await built.close();
  return asked;
}

it.each(['igate', 'idesk'] as const)(
  '%s starts though PostgreSQL crashes and recovers at whichever connection of the start',
  async (part) => {
    postgres.state = () => 'UP';
    await start(part);
    const connections = await start(part);
    expect(connections).toBeGreaterThan(4);
    for (let crash = 1; crash <= connections; crash += 1) {
      postgres.state = (connection) => {
        if (connection === crash) postgres.cutAll();
        return connection >= crash && connection < crash + refusals ? 'RECOVERING' : 'UP';
      };
      // Statements that overlap ask for a connection more than those that do not: a start may not come to the last one.
      let asked = await start(part);
      while (asked < crash) asked = await start(part);
      expect(asked, `a crash at connection ${crash}`).toBeGreaterThanOrEqual(crash + refusals);
    }
  },
);
