import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { request } from 'undici';
import type { ChangeSource, Following } from '../../platform/changes/change.ts';
import { ChangeFeed } from '../../platform/changes/change-feed.ts';
import { feedFromDatabase } from '../../platform/changes/database-changes.ts';
import { createHttpChanges } from '../../platform/changes/http-changes.ts';
import { registerChangesRoute } from '../../platform/changes/serve-changes.ts';
import { RequestError } from '../../platform/errors.ts';
import { createLogger } from '../../platform/logging.ts';
import { createHttpServer } from '../../platform/serving/http-server.ts';
import type { VerifyToken } from '../../platform/tokens/principal.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const logger = createLogger('test', { level: 'silent' });

const verify: VerifyToken = async (token) => {
  const expiresAt = new Date(Date.now() + 60_000);
  if (token === 'officer') return { kind: 'sso', account: 'hoant', expiresAt };
  if (token === 'gateway' || token === 'idesk') return { kind: 'service', clientId: token, expiresAt };
  throw new RequestError('UNAUTHENTICATED');
};

let database: TestDatabase;
let speaker: pg.Client;
let feed: ChangeFeed;
let feeding: AsyncDisposable;
let app: FastifyInstance;
let url: string;
let isBroken: boolean;
let readTogether: string[][];

beforeEach(async () => {
  database = await createTestDatabase();
  speaker = new pg.Client({ connectionString: database.url });
  await speaker.connect();
  isBroken = false;
  readTogether = [];
  feed = new ChangeFeed('shop');
  feeding = feedFromDatabase({
    feed,
    databaseUrl: database.url,
    channel: 'news',
    async changesIn(payloads) {
      readTogether.push([...payloads]);
      await speaker.query('select 1');
      if (isBroken) throw new Error('the database is gone');
      return payloads.map((key) => ({ topic: 'product', key }));
    },
    logger,
  });
  await serve(0);
});
afterEach(async () => {
  await app.close();
  await feeding[Symbol.asyncDispose]();
  await speaker.end();
  await database.drop();
});

async function serve(port: number): Promise<void> {
  app = createHttpServer(logger);
  registerChangesRoute(app, feed, { verify, clientIds: ['gateway'] });
  url = await app.listen({ host: '127.0.0.1', port });
}

const say = (payload: string) => speaker.query('select pg_notify($1, $2)', ['news', payload]);

const sources: Readonly<Record<string, () => ChangeSource>> = {
  'in the same process': () => feed,
  'over HTTP': () => createHttpChanges({ name: 'shop', url: () => url, token: async () => 'gateway', logger }),
};

describe.each(Object.entries(sources))('whoever follows a subgraph’s changes %s', (_where, open) => {
  let heard: string[];
  let following: Following;
  beforeEach(async () => {
    heard = [];
    following = follow(heard);
    await expect.poll(() => heard).toEqual(['gap']);
  });
  afterEach(() => following.close());

  function follow(into: string[]): Following {
    return open().follow({
      onChange: ({ topic, key }) => into.push(`${topic} ${key}`),
      onGap: () => into.push('gap'),
    });
  }

  it('is told that there may have been changes before, then of each by its key, in order', async () => {
    await say('A-1');
    await say('Tên có dấu, "và" \n nhiều dòng');
    await say('A-2');
    await expect
      .poll(() => heard)
      .toEqual(['gap', 'product A-1', 'product Tên có dấu, "và" \n nhiều dòng', 'product A-2']);
  });

  it('hears of a transaction once it has committed, and of each key once', async () => {
    await speaker.query('begin');
    for (const key of ['A-1', 'A-2', 'A-1']) await say(key);
    expect(heard).toEqual(['gap']);
    await speaker.query('commit');
    await expect.poll(() => heard).toEqual(['gap', 'product A-1', 'product A-2']);
  });

  it('is told of a gap where too much has changed to name it, and where it cannot be said what', async () => {
    await say('*');
    await expect.poll(() => heard).toEqual(['gap', 'gap']);
    isBroken = true;
    await say('A-1');
    await expect.poll(() => heard).toEqual(['gap', 'gap', 'gap']);
  });

  it('is told of a gap when the database comes back', async () => {
    await speaker.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'lienthong shop changes listener' and datname = current_database()`,
    );
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['gap', 'gap']);
    await say('A-1');
    await expect.poll(() => heard).toEqual(['gap', 'gap', 'product A-1']);
  });

  it('who comes later is told of a gap alone', async () => {
    const others: string[] = [];
    const another = follow(others);
    await expect.poll(() => others).toEqual(['gap']);
    expect(heard).toEqual(['gap']);
    await say('A-1');
    await expect.poll(() => [heard.at(-1), others.at(-1)]).toEqual(['product A-1', 'product A-1']);
    await another.close();
  });

  it('hears nothing once it is closed', async () => {
    await following.close();
    await expect.poll(() => feed.isFollowed).toBe(false);
    await say('A-1');
    await say('*');
    expect(heard).toEqual(['gap']);
  });
});

it('what comes while something is being read is read together', async () => {
  let gaps = 0;
  const following = feed.follow({ onChange() {}, onGap: () => (gaps += 1) });
  await expect.poll(() => gaps).toBe(1);
  await speaker.query(`select pg_notify('news', 'A-' || n) from generate_series(1, 200) as n`);
  await expect.poll(() => readTogether.flat().length).toBe(200);
  expect(readTogether.length).toBeLessThan(20);
  await following.close();
});

describe('over HTTP', () => {
  it('a subgraph that was away tells of a gap when it is back, on the same address', async () => {
    const heard: string[] = [];
    const source = createHttpChanges({ name: 'shop', url: () => url, token: async () => 'gateway', logger });
    const following = source.follow({
      onChange: ({ key }) => heard.push(key),
      onGap: () => heard.push('gap'),
    });
    await expect.poll(() => heard).toEqual(['gap']);
    await app.close();
    await expect.poll(() => feed.isFollowed).toBe(false);
    await say('while nobody heard');
    await serve(Number(new URL(url).port));
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['gap', 'gap']);
    await following.close();
  });

  it('closing does not wait for those who follow', async () => {
    const source = createHttpChanges({ name: 'shop', url: () => url, token: async () => 'gateway', logger });
    const following = source.follow({ onChange() {}, onGap() {} });
    await expect.poll(() => feed.isFollowed).toBe(true);
    const startedAt = performance.now();
    await app.close();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await following.close();
  });

  it.each([
    ['nobody', {}, 401, 'UNAUTHENTICATED'],
    ['a stranger', { authorization: 'Bearer nonsense' }, 401, 'UNAUTHENTICATED'],
    ['an officer', { authorization: 'Bearer officer' }, 403, 'FORBIDDEN'],
    ['the other system', { authorization: 'Bearer idesk' }, 403, 'FORBIDDEN'],
  ])('%s is told nothing', async (_who, headers, status, code) => {
    const { statusCode, body } = await request(`${url}/changes`, { headers });
    expect({ status: statusCode, code: Reflect.get(Object(await body.json()), 'code') }).toEqual({ status, code });
    expect(feed.isFollowed).toBe(false);
  });

  it('a follower that takes nothing is hung up on, and costs no memory', async () => {
    const { body } = await request(`${url}/changes`, { headers: { authorization: 'Bearer gateway' } });
    body.pause();
    const key = 'k'.repeat(7_000);
    await expect.poll(() => feed.isFollowed).toBe(true);
    for (let round = 0; round < 2_000 && feed.isFollowed; round++) {
      for (let n = 0; n < 20; n++) feed.publish({ topic: 'product', key });
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(feed.isFollowed).toBe(false);
    body.on('error', () => undefined).destroy();
  });
});
