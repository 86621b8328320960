import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../platform/database/embedded-postgres.ts';
import { createLogger } from '../../platform/logging.ts';
import { System } from '../support/system.ts';

let system: System;
beforeAll(async () => {
  system = await System.start('one process', { DEMO_DOSSIERS: '50' });
}, 90_000);
afterAll(() => system.stop());

/** What the command prints about the running system, and how it ends. */
async function verify(...words: string[]): Promise<{ output: string; code: number }> {
  const env = { ...process.env, NODE_ENV: 'development', DATA_DIR: system.dataDir };
  return new Promise((resolve) => {
    const command = execFile(process.execPath, ['start/audit-verify.ts', ...words], { env }, (_error, output, errors) =>
      resolve({ output: `${output}${errors}`, code: command.exitCode ?? -1 }),
    );
  });
}

/** As somebody who has the rights of the whole server. */
async function tamper(statement: string): Promise<void> {
  const logger = createLogger('test', { level: 'silent' });
  await using server = await startEmbeddedPostgres({ dataDir: system.dataDir, databases: ['igate'], logger });
  const client = new pg.Client({ connectionString: server.superuserUrl('igate') });
  await client.connect();
  await client.query(`set session_replication_role = replica`);
  await client.query(statement);
  await client.end();
}

const unbroken =
  /^iGate: (\d+) entries, unbroken, head (\1:[0-9a-f]{64})\niDesk: (\d+) entries, unbroken, head (\3:[0-9a-f]{64})\n$/;

describe('npm run audit:verify', () => {
  it('prints entries and head of each log of the running system, the demo data’s too', async () => {
    const { output, code } = await verify();
    expect(output).toMatch(unbroken);
    expect(code).toBe(0);
  });

  it('takes a head that was noted, and explains what it takes', async () => {
    const [, , head = ''] = unbroken.exec((await verify()).output) ?? [];
    expect((await verify('--igate', head)).code).toBe(0);
    const other = await verify(
      '--igate',
      head.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')),
    );
    expect(other.output).toContain('written anew');
    expect(other.code).toBe(1);
    expect(await verify('--igate', 'nonsense')).toMatchObject({
      code: 2,
      output: expect.stringContaining('POSITION:HASH'),
    });
  });

  it('is not for the database to outwit: what the last run saw must still be there', async () => {
    expect((await verify()).code).toBe(0);
    const newest = 'select entry_id from audit_chain order by position desc limit 3';
    await tamper(`with gone as (delete from audit_entries where id in (${newest}) returning id)
      delete from audit_chain where entry_id in (select id from gone)`);
    const { output, code } = await verify();
    expect(output).toMatch(
      /^iGate: BROKEN after \d+ entries: entry \d+ and all after it were removed\.\niDesk: .*unbroken/,
    );
    expect(code).toBe(1);
  });

  it('names the first entry that was tampered with', async () => {
    await tamper(
      `update audit_entries set details = '{}' where id = (select entry_id from audit_chain where position = 20)`,
    );
    const { output, code } = await verify();
    expect(output).toMatch(/^iGate: BROKEN after 19 entries: entry 20 \([0-9a-f-]{36}\) was altered\.\n/);
    expect(code).toBe(1);
  });
});
