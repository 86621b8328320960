import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { RequestError, type Bilingual } from '../../platform/errors.ts';
import { createLogger } from '../../platform/logging.ts';
import { inboxSql, receiveOnce } from '../../platform/transfers/inbox.ts';
import { Circuit } from '../../platform/transfers/circuit.ts';
import { Outbox, type OutboxMessage, type OutboxQueue } from '../../platform/transfers/outbox.ts';
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

  /** Whether the receiver answers when it is asked whether it is there. */
  let receiverIsThere = true;
  beforeEach(() => {
    receiverIsThere = true;
  });
  const newCircuit = () =>
    new Circuit({
      probe: async () => {
        if (!receiverIsThere) throw new Error('down');
      },
      logger,
    });

  async function start(
    queue: Partial<OutboxQueue>,
    { attempts = 3, retryDelaySeconds = 1, circuit = newCircuit() } = {},
  ): Promise<Outbox> {
    const counts = new Map<string, number>();
    const begin = async ({ id }: OutboxMessage) => {
      counts.set(id, (counts.get(id) ?? 0) + 1);
      return counts.get(id) ?? 0;
    };
    const nothing = async () => {};
    const outbox = new Outbox({
      databaseUrl: url,
      queues: { letters: { begin, deliver: nothing, postpone: nothing, giveUp: nothing, ...queue } },
      policy: { attempts, retryDelaySeconds, retryDelayMaxSeconds: Math.max(1, retryDelaySeconds) },
      circuit,
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
    await outbox.settled('letters', id, 900);
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
    await outbox.settled('letters', id, 900);
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
    const refused: Bilingual[] = [];
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
    await outbox.settled('letters', id, 900);
    expect(refused).toEqual([{ vi: 'Hồ sơ đã trả.', en: 'Returned.' }]);
    expect(calls).toBe(1);
  });

  it('is given up when the attempts are used up', async () => {
    const refused: Bilingual[] = [];
    const outbox = await start(
      {
        deliver: async () => {
          throw new Error('broken');
        },
        giveUp: async (_message, reason) => void refused.push(reason),
      },
      { attempts: 2 },
    );
    await outbox.work();
    await enqueue(outbox, randomUUID());
    await expect.poll(() => refused, { timeout: 20_000 }).toMatchObject([{ en: expect.stringContaining('2 times') }]);
  });

  it('waits untouched while the receiver is down, and leaves as soon as it is back', async () => {
    receiverIsThere = false;
    const circuit = newCircuit();
    const reasons: string[] = [];
    const attempts: string[] = [];
    const delivered = new Set<string>();
    const outbox = await start(
      {
        deliver: async ({ id }) => {
          attempts.push(id);
          if (!receiverIsThere) {
            await circuit.suspect();
            throw new PeerUnavailable('down');
          }
          delivered.add(id);
        },
        postpone: async (_message, reason) => void reasons.push(reason.en),
      },
      { retryDelaySeconds: 3600, circuit },
    );
    await outbox.work();
    const first = randomUUID();
    await enqueue(outbox, first);
    await expect.poll(() => circuit.isOpen).toBe(true);
    const others = Array.from({ length: 200 }, (): string => randomUUID());
    const startedAt = performance.now();
    for (const id of others) await enqueue(outbox, id);
    await outbox.settled('letters', others[0] ?? '', 900);
    expect(reasons.at(-1)).toContain('does not answer');
    await delay(2500);
    expect(attempts).toEqual([first]);

    receiverIsThere = true;
    await expect.poll(() => delivered.size, { timeout: 10_000 }).toBe(201);
    expect(attempts).toHaveLength(202);
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  });

  it('goes on past a message that only fails itself', async () => {
    const poison = randomUUID();
    const delivered: string[] = [];
    const circuit = newCircuit();
    const outbox = await start(
      {
        deliver: async ({ id }) => {
          if (id === poison) {
            await circuit.suspect();
            throw new PeerUnavailable('answered with 500');
          }
          delivered.push(id);
        },
      },
      { attempts: 1000, circuit },
    );
    await outbox.work();
    await enqueue(outbox, poison);
    await outbox.settled('letters', poison, 900);
    const id = randomUUID();
    await enqueue(outbox, id);
    await outbox.settled('letters', id, 900);
    expect(delivered).toEqual([id]);
  });

  it('is not held up by a few slow ones', async () => {
    const delivered: string[] = [];
    const slow = new Set<string>(Array.from({ length: 4 }, () => randomUUID()));
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const outbox = await start({
      deliver: async ({ id }) => {
        if (slow.has(id)) await released;
        delivered.push(id);
      },
    });
    await outbox.work();
    for (const id of slow) await enqueue(outbox, id);
    const id = randomUUID();
    await enqueue(outbox, id);
    await outbox.settled('letters', id, 900);
    expect(delivered).toEqual([id]);
    release();
  });

  it('that took its process down at every attempt is given up too', async () => {
    const refused: string[] = [];
    const outbox = await start({
      begin: async () => 4,
      deliver: async () => {
        throw new Error('must not be tried again');
      },
      giveUp: async (_message, reason) => void refused.push(reason.en),
    });
    await outbox.work();
    const id = randomUUID();
    await enqueue(outbox, id);
    await outbox.settled('letters', id, 900);
    expect(refused).toMatchObject([expect.stringContaining('tried 3 times')]);
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
