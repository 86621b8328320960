import { createHash, randomInt, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { ClaimLost, fileClaimsIn, fileClaimsSql, keepClaimed, settleClaims } from '../../platform/files/file-claims.ts';
import type { FileStore, ReceivedFile } from '../../platform/files/file-store.ts';
import { sweepAbandoned } from '../../platform/files/file-sweep.ts';
import { pullFile } from '../../platform/files/pull-file.ts';
import { sweepContent, type SweptPlace } from '../../platform/files/sweep-content.ts';
import { createLogger } from '../../platform/logging.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { folderFixture, s3Fixture, type StoreFixture } from './files-store-fixtures.ts';

const logger = createLogger('sweep test', { level: 'silent' });

interface Schema {
  named: { sha256: string };
}

const digestOf = (content: string) => createHash('sha256').update(content).digest('hex');

/** Keeps a content under a claim, as a request does before its transaction; answers with the claims. */
async function keep(db: Kysely<Schema>, store: FileStore, content: string): Promise<readonly string[]> {
  return keepClaimed({ store, claims: fileClaimsIn(db) }, [await arrived(store, content)]);
}

async function arrived(store: FileStore, content: string): Promise<ReceivedFile> {
  return store.receive(inOnePiece(content), { maxBytes: 1000 });
}

async function* inOnePiece(content: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(content);
}

/** The transaction that names the content. */
async function name(db: Kysely<Schema>, content: string, claims: readonly string[], pauseMs = 0): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await settleClaims(trx, claims);
    if (pauseMs > 0) await delay(pauseMs);
    await trx
      .insertInto('named')
      .values({ sha256: digestOf(content) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

async function isNeeded(db: Kysely<Schema>, sha256: string): Promise<boolean> {
  return (await db.selectFrom('named').selectAll().where('sha256', '=', sha256).execute()).length > 0;
}

async function kept(store: FileStore): Promise<string[]> {
  const digests: string[] = [];
  for await (const { sha256 } of store.list()) digests.push(sha256);
  return digests;
}

describe.each([
  { place: 'a folder', create: folderFixture },
  { place: 'a bucket', create: s3Fixture },
])('sweeping $place', ({ create }) => {
  let testDatabase: TestDatabase;
  let database: Database<Schema>;
  let db: Kysely<Schema>;
  let fixture: StoreFixture;
  let store: FileStore;
  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = openDatabase<Schema>({ url: testDatabase.url, name: 'sweep', poolSize: 20, logger });
    db = database.kysely;
    await database.pool.query(`create table named (sha256 text primary key); ${fileClaimsSql}`);
    fixture = await create();
    store = fixture.store;
  });
  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
    await fixture.stop();
  });
  beforeEach(async () => {
    await sql`truncate named, file_claims`.execute(db);
  });

  const place = (graceSeconds: number): SweptPlace<Schema> => ({ db, store, isNeeded, graceSeconds });
  const sweep = (graceSeconds = 0) => sweepAbandoned(place(graceSeconds), { logger });
  const claimsLeft = async () => (await sql`select from file_claims`.execute(db)).rows.length;

  it('bytes that no row came to name are removed once the grace is over, and the claim with them', async () => {
    const content = randomUUID();
    await keep(db, store, content);
    expect(await sweep(3600)).toEqual({ removed: 0, postponed: 0 });
    expect(await store.size(digestOf(content))).toBe(content.length);
    expect(await sweep()).toEqual({ removed: 1, postponed: 0 });
    expect(await store.size(digestOf(content))).toBeNull();
    expect(await claimsLeft()).toBe(0);
    expect((await fixture.contents()).filter((path) => path.includes(digestOf(content)))).toEqual([]);
  });

  it('bytes that a row names stay, whatever other claims on them are left over', async () => {
    const content = randomUUID();
    await keep(db, store, content);
    await name(db, content, await keep(db, store, content));
    expect(await sweep()).toEqual({ removed: 0, postponed: 0 });
    expect(await store.size(digestOf(content))).toBe(content.length);
    expect(await claimsLeft()).toBe(0);
  });

  it('bytes that a young claim is on stay, though an old one is over', async () => {
    const content = randomUUID();
    await keep(db, store, content);
    await sql`update file_claims set claimed_at = now() - interval '1 day'`.execute(db);
    const young = await keep(db, store, content);
    expect(await sweep(3600)).toEqual({ removed: 0, postponed: 0 });
    await name(db, content, young);
    expect(await store.size(digestOf(content))).toBe(content.length);
  });

  it('a request that comes back after its bytes were swept writes nothing', async () => {
    const content = randomUUID();
    const late = await keep(db, store, content);
    await sweep();
    await expect(name(db, content, late)).rejects.toThrow(ClaimLost);
    expect(await isNeeded(db, digestOf(content))).toBe(false);
  });

  it('bytes that are kept after their claim was swept are found by the next sweep', async () => {
    const content = randomUUID();
    const claims = fileClaimsIn(db);
    const late = {
      ...claims,
      async claim(digests: readonly string[]) {
        const taken = await claims.claim(digests);
        await sweep();
        return taken;
      },
    };
    await expect(keepClaimed({ store, claims: late }, [await arrived(store, content)])).rejects.toThrow(ClaimLost);
    await sweep();
    expect(await store.size(digestOf(content))).toBeNull();
  });

  it('a request that is just writing its row keeps its bytes, however old its claim is', async () => {
    const content = randomUUID();
    const naming = name(db, content, await keep(db, store, content), 500);
    await delay(200);
    await sweep();
    await naming;
    expect(await store.size(digestOf(content))).toBe(content.length);
    await sweep();
    expect(await store.size(digestOf(content))).toBe(content.length);
  });

  it('a claim waits for the sweep that is removing its content, and its bytes are then put there anew', async () => {
    const content = randomUUID();
    const file = { name: 'a.txt', mediaType: 'text/plain', size: content.length, sha256: digestOf(content) };
    await keep(db, store, content);
    const removing = Promise.withResolvers<void>();
    const slow: FileStore = {
      ...store,
      removal: {
        ...store.removal,
        async setAside(sha256) {
          removing.resolve();
          await delay(300);
          await store.removal.setAside(sha256);
        },
      },
    };
    const sweeping = sweepContent({ ...place(0), store: slow }, file.sha256);
    await removing.promise;
    // Without the wait it would find the bytes to be there already.
    const pulled = await pullFile({ store, claims: fileClaimsIn(db) }, file, async () => inOnePiece(content));
    expect(await sweeping).toBe('REMOVED');
    await name(db, content, pulled.claims);
    expect(await store.size(file.sha256)).toBe(content.length);
  });

  it('what a sweep that lost its session, and with it the lock, took from somebody is put back by the next', async () => {
    const content = randomUUID();
    await keep(db, store, content);
    const cut: FileStore = {
      ...store,
      removal: {
        ...store.removal,
        async setAside(sha256) {
          await sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'`.execute(db);
          // Meanwhile somebody else finds the bytes there, and counts on them.
          const claims = await fileClaimsIn(db).claim([sha256]);
          expect(await store.size(sha256)).toBe(content.length);
          await name(db, content, claims);
          await store.removal.setAside(sha256);
        },
      },
    };
    await expect(sweepContent({ ...place(0), store: cut }, digestOf(content))).rejects.toThrow();
    await sweep();
    expect(await store.size(digestOf(content))).toBe(content.length);
  });

  it.each(['setAside', 'listAside', 'drop'] as const)(
    'whatever a sweep leaves that is cut off at “%s”, the next one finishes',
    async (step) => {
      const content = randomUUID();
      await keep(db, store, content);
      // As by the end of the process: what comes after does not happen.
      const cutOff = () => Promise.reject(new Error('cut off'));
      const cut: FileStore = { ...store, removal: { ...store.removal, [step]: cutOff } };
      await expect(sweepContent({ ...place(0), store: cut }, digestOf(content))).rejects.toThrow('cut off');
      await sweep();
      expect(await claimsLeft()).toBe(0);
      expect((await fixture.contents()).filter((path) => path.includes(digestOf(content)))).toEqual([]);
    },
  );

  it('a content that no claim leads to is removed when it is named, unless it is needed', async () => {
    const [lost, needed] = [randomUUID(), randomUUID()];
    await (await arrived(store, lost)).keep();
    await name(db, needed, await keep(db, store, needed));
    expect(await sweepContent(place(3600), digestOf(lost))).toBe('REMOVED');
    expect(await sweepContent(place(3600), digestOf(needed))).toBe('IN_USE');
    expect(await store.size(digestOf(lost))).toBeNull();
    expect(await store.size(digestOf(needed))).toBe(needed.length);
  });

  it('requests and sweeps that race for the same contents lose nothing and leave nothing', async () => {
    const contents = Array.from({ length: 25 }, () => randomUUID());
    const over = new AbortController();
    let removed = 0;
    const sweeping = Array.from({ length: 3 }, async () => {
      while (!over.signal.aborted) removed += (await sweep()).removed;
    });
    const lost: string[] = [];
    const outcomes = { named: 0, tooLate: 0, abandoned: 0 };
    const request = async (content: string): Promise<void> => {
      await delay(randomInt(40));
      const file = { name: 'a.txt', mediaType: 'text/plain', size: content.length, sha256: digestOf(content) };
      try {
        // Half of them as uploads do, half of them as pulls, which look whether the bytes are there.
        const held =
          randomInt(2) === 0
            ? await keep(db, store, content)
            : (await pullFile({ store, claims: fileClaimsIn(db) }, file, async () => inOnePiece(content))).claims;
        if (randomInt(3) === 0) {
          outcomes.abandoned += 1;
          return;
        }
        await name(db, content, held, randomInt(3));
        outcomes.named += 1;
      } catch (error) {
        if (!(error instanceof ClaimLost)) throw error;
        outcomes.tooLate += 1;
      }
      // From here on the row is there, for ever, and so must be the bytes.
      if ((await isNeeded(db, file.sha256)) && (await store.size(file.sha256)) === null) lost.push(content);
    };
    const worker = async (mine: readonly string[]): Promise<void> => {
      for (const content of mine) await request(content);
    };
    try {
      await Promise.all(Array.from({ length: 8 }, () => worker(contents.toSorted(() => Math.random() - 0.5))));
    } finally {
      over.abort();
      await Promise.all(sweeping);
    }
    await sweep();
    const named = await db.selectFrom('named').selectAll().execute();
    expect((await kept(store)).filter((digest) => contents.map(digestOf).includes(digest))).toEqual(
      named.map(({ sha256 }) => sha256).toSorted(),
    );
    expect(lost).toEqual([]);
    expect(await claimsLeft()).toBe(0);
    // Otherwise nothing was proved.
    expect(outcomes.named).toBeGreaterThan(0);
    expect(outcomes.tooLate).toBeGreaterThan(0);
    expect(removed).toBeGreaterThan(0);
  }, 120_000);
});
