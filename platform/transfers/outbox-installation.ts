import { PgBoss } from 'pg-boss';
import { setTimeout as delay } from 'node:timers/promises';

/** Where the outbox keeps its tables. */
const schema = 'pgboss';

const patienceMs = 10 * 60_000;

/**
 * Creates or upgrades the outbox's own tables, as the role that owns the database, so that the running role needs no right to
 * do so. Waits for indexes that an upgrade builds on the side: only the owner can.
 *
 * @returns the schemas that the running role must be allowed to use.
 */
export async function installOutbox(ownerUrl: string): Promise<readonly string[]> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    application_name: 'lienthong-outbox-installation',
    max: 2,
    supervise: false,
    schedule: false,
  });
  // Without a listener an error would end the process; the calls below reject where it matters.
  boss.on('error', () => undefined);
  try {
    await boss.start();
    const deadline = Date.now() + patienceMs;
    while ((await boss.getBamStatus()).some(({ status }) => status === 'pending' || status === 'in_progress')) {
      if (Date.now() > deadline) throw new Error('The outbox’s indexes were not built in time.');
      await delay(200);
    }
  } finally {
    await boss.stop({ graceful: false, close: true });
  }
  return [schema];
}
