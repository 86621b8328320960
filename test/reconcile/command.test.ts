import { execFile } from 'node:child_process';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../platform/database/embedded-postgres.ts';
import { createLogger } from '../../platform/logging.ts';
import { System } from '../support/system.ts';

let system: System;
let postgres: EmbeddedPostgres;
beforeAll(async () => {
  system = await System.start('distributed', { DEMO_DOSSIERS: '100' });
  const logger = createLogger('test', { level: 'silent' });
  // The running one: it is shared.
  postgres = await startEmbeddedPostgres({ dataDir: system.dataDir, databases: ['igate', 'idesk'], logger });
});
afterAll(async () => {
  await postgres.stop();
  await system.stop();
});

/** `npm run reconcile`, beside the running system. */
async function reconcile(...words: string[]): Promise<{ code: number; output: string; log: string }> {
  const { promise, resolve } = Promise.withResolvers<{ code: number; output: string; log: string }>();
  execFile(
    process.execPath,
    ['start/reconcile.ts', '--settle', '0', ...words],
    { env: { ...process.env, DATA_DIR: system.dataDir } },
    (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout, log: stderr });
    },
  );
  return promise;
}

async function behindTheBackOf(database: 'igate' | 'idesk', sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: postgres.superuserUrl(database) });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

it('agrees, finds what was changed behind the systems’ backs, and mends what it can while they run', async () => {
  expect(await reconcile('--bytes')).toMatchObject({ code: 0, output: 'iGate and iDesk agree.\n' });

  const [dossier] = await behindTheBackOf(
    'igate',
    `update dossiers set idesk_state = 'DRAFTING' where code = (
       select code from dossiers where idesk_state = 'ISSUED' order by code limit 1
     ) returning code`,
  );
  const code = String(dossier?.['code']);
  const found = await reconcile();
  expect(found.code).toBe(1);
  expect(found.output).toContain('state-disagrees (trạng thái iDesk của hồ sơ không khớp)');
  expect(found.output).toContain(`Dossier ${code} shows DRAFTING in iGate`);
  expect(found.output).toContain('What to do: Run this command with --repair');

  const mended = await reconcile('--repair');
  expect(mended.output).toContain('Mended: iDesk will tell iGate again');
  expect(mended.code).toBe(0);
  const [logged] = mended.log.split('\n').filter((line) => line.includes('"msg":"mended"'));
  expect(logged).toContain(`"kind":"state-disagrees","subject":"${code}"`);
  expect(logged).toContain('"done":"iDesk will tell iGate again');
  await expect
    .poll(() => behindTheBackOf('igate', `select idesk_state from dossiers where code = '${code}'`), {
      timeout: 20_000,
    })
    .toEqual([{ idesk_state: 'ISSUED' }]);

  const [removed] = await behindTheBackOf(
    'idesk',
    `delete from documents where id = (select id from documents where transfer_id is not null order by id limit 1)
     returning transfer_id`,
  );
  const lost = await reconcile('--repair');
  expect(lost.code).toBe(1);
  expect(lost.output).toContain(`Transfer ${String(removed?.['transfer_id'])} of dossier`);
  expect(lost.output).toContain('send-without-draft');
}, 120_000);
