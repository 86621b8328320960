import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listen, type Listening } from '../../platform/database/listen.ts';
import { createLogger } from '../../platform/logging.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const logger = createLogger('test', { level: 'silent' });

describe('a listener', () => {
  let database: TestDatabase;
  let speaker: pg.Client;
  let listening: Listening | undefined;
  const heard: string[] = [];
  let gaps = 0;

  beforeEach(async () => {
    database = await createTestDatabase();
    speaker = new pg.Client({ connectionString: database.url });
    await speaker.connect();
    heard.length = 0;
    gaps = 0;
    listening = listen({
      url: database.url,
      name: 'test',
      channels: ['news', 'Tin "mới"'],
      logger,
      onNotification: (payload, channel) => heard.push(`${channel}: ${payload}`),
      onGap: () => {
        gaps += 1;
      },
    });
    await expect.poll(() => gaps).toBe(1);
  });
  afterEach(async () => {
    await listening?.close();
    await speaker.end();
    await database.drop();
  });

  const say = (payload: string, channel = 'news') => speaker.query('select pg_notify($1, $2)', [channel, payload]);
  const connections = async (): Promise<readonly number[]> => {
    const { rows } = await speaker.query<{ pid: number }>(
      `select pid from pg_stat_activity where application_name = 'lienthong test listener' and datname = current_database()`,
    );
    return rows.map(({ pid }) => pid);
  };

  it('hears what is said on its channels, in order, and nothing else', async () => {
    await say('một');
    await say('elsewhere', 'other');
    await say('hai', 'Tin "mới"');
    await say('');
    await expect.poll(() => heard).toEqual(['news: một', 'Tin "mới": hai', 'news: ']);
    expect(gaps).toBe(1);
  });

  it('hears what a transaction said once it commits, and nothing of one that was rolled back', async () => {
    await speaker.query('begin');
    await say('undone');
    await speaker.query('rollback');
    await speaker.query('begin');
    await say('done');
    expect(heard).toEqual([]);
    await speaker.query('commit');
    await expect.poll(() => heard).toEqual(['news: done']);
  });

  it('connects anew where its connection is cut, and says that it may have missed something', async () => {
    for (const times of [2, 3]) {
      for (const pid of await connections()) await speaker.query('select pg_terminate_backend($1)', [pid]);
      await expect.poll(() => gaps, { timeout: 10_000 }).toBe(times);
      await say(`after ${times}`);
      await expect.poll(() => heard.at(-1)).toBe(`news: after ${times}`);
    }
    expect(await connections()).toHaveLength(1);
  });

  it('hears nothing more once it is closed, and leaves no connection behind', async () => {
    await listening?.close();
    await say('too late');
    await expect.poll(connections).toEqual([]);
    expect(heard).toEqual([]);
  });

  it('waits for a server that is not there yet, and can be closed meanwhile', async () => {
    const elsewhere = new URL(database.url);
    elsewhere.pathname = '/not_there';
    const waiting = listen({
      url: elsewhere.href,
      name: 'test',
      channels: ['news'],
      logger,
      onNotification: () => {},
      onGap: () => {
        gaps += 100;
      },
    });
    await waiting.close();
    expect(gaps).toBe(1);
  });
});
