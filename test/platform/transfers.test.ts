import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { RequestError, type Bilingual } from '../../platform/errors.ts';
import { createLogger } from '../../platform/logging.ts';
import { inboxSql, receiveOnce } from '../../platform/transfers/inbox.ts';
import { Outbox, type OutboxQueue } from '../../platform/transfers/outbox.ts';
import { PeerUnavailable } from '../../platform/transfers/peer.ts';
import { createTestDatabase } from '../support/database.ts';

const logger = createLogger('test', { level: 'silent' });

describe('what leaves a system', () => {
  let url: string;
  let drop: () => Promise<void>;
  let database: Database<object>;
  const outboxes: Outbox[] = [];

  beforeEach(async () => {
    ({ url, drop } = await createTestDatabase());
    database = openDatabase({ url, name: 'test', poolSize: 4, logger });
  });
  afterEach(async () => {
    await Promise.all(outboxes.splice(0).map(async (outbox) => outbox.stop()));
    await database.close();
    await drop();
  });

  async function start(queue: Partial<OutboxQueue>, attempts = 3): Promise<Outbox> {
    const outbox = new Outbox({
      databaseUrl: url,
      queues: { letters: { deliver: async () => {}, postpone: async () => {}, giveUp: async () => {}, ...queue } },
      policy: { attempts, retryDelaySeconds: 1, retryDelayMaxSeconds: 1 },
      logger,
    });
    outboxes.push(outbox);
    await outbox.start();
    return outbox;
  }

  const enqueue = async (outbox: Outbox, id: string) =>
    database.kysely.transaction().execute(async (transaction) => outbox.enqueue(transaction, 'letters', { id }));

  it('is delivered well within a second, and whoever waits for it is woken', async () => {
    const delivered: string[] = [];
    const outbox = await start({ deliver: async ({ id }) => void delivered.push(id) });
    await outbox.work();
    const id = randomUUID();
    await enqueue(outbox, id);
    await outbox.settled(id, 900);
    expect(delivered).toEqual([id]);
  });

  it('does not leave where the transaction is rolled back', async () => {
    const delivered: string[] = [];
    const outbox = await start({ deliver: async ({ id }) => void delivered.push(id) });
    await outbox.work();
    const lost = database.kysely.transaction().execute(async (transaction) => {
      await outbox.enqueue(transaction, 'letters', { id: randomUUID() });
      throw new Error('the business change failed');
    });
    await expect(lost).rejects.toThrow('the business change failed');
    const id = randomUUID();
    await enqueue(outbox, id);
    await outbox.settled(id, 900);
    expect(delivered).toEqual([id]);
  });

  it('is tried again until the receiver answers', async () => {
    const reasons: Bilingual[] = [];
    let calls = 0;
    const outbox = await start({
      deliver: async () => {
        calls += 1;
        if (calls < 3) throw new PeerUnavailable('down');
      },
      postpone: async (_message, reason) => void reasons.push(reason),
    });
    await outbox.work();
    await enqueue(outbox, randomUUID());
    await expect.poll(() => calls, { timeout: 15_000 }).toBe(3);
    expect(reasons).toHaveLength(2);
    expect(reasons[0]?.vi).toContain('Sẽ tự động gửi lại');
  });

  it('is given up at once where the receiver refuses for good, with its reason', async () => {
    const refused: (Bilingual | null)[] = [];
    let calls = 0;
    const outbox = await start({
      deliver: async () => {
        calls += 1;
        throw new RequestError('WRONG_STEP', { vi: 'Hồ sơ đã trả.', en: 'Returned.' });
      },
      giveUp: async (_message, reason) => void refused.push(reason),
    });
    await outbox.work();
    const id = randomUUID();
    await enqueue(outbox, id);
    await outbox.settled(id, 900);
    expect(refused).toEqual([{ vi: 'Hồ sơ đã trả.', en: 'Returned.' }]);
    expect(calls).toBe(1);
  });

  it('is given up when the attempts are used up', async () => {
    const refused: (Bilingual | null)[] = [];
    const outbox = await start(
      {
        deliver: async () => {
          throw new Error('broken');
        },
        giveUp: async (_message, reason) => void refused.push(reason),
      },
      2,
    );
    await outbox.work();
    await enqueue(outbox, randomUUID());
    await expect.poll(() => refused, { timeout: 20_000 }).toEqual([null]);
  });

  it('waits in the database while nobody delivers', async () => {
    const first = await start({});
    const id = randomUUID();
    await enqueue(first, id);
    const delivered: string[] = [];
    const second = await start({ deliver: async (message) => void delivered.push(message.id) });
    await second.work();
    await expect.poll(() => delivered, { timeout: 5000 }).toEqual([id]);
  });
});

describe('what arrives at a system', () => {
  it('takes effect once, however often and at whatever moment it comes', async () => {
    const { url, drop } = await createTestDatabase();
    const database = openDatabase<object>({ url, name: 'test', poolSize: 8, logger });
    await sql.raw(inboxSql).execute(database.kysely);
    const id = randomUUID();
    const taken = await Promise.all(
      Array.from({ length: 20 }, async () =>
        database.kysely.transaction().execute(async (transaction) => receiveOnce(transaction, id)),
      ),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
    await database.close();
    await drop();
  });
});
