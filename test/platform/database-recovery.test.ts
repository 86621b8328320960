import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../platform/database/database.ts';
import { DatabaseAway, DatabaseRefusal, whileRecovering } from '../../platform/database/recovery.ts';
import { createLogger } from '../../platform/logging.ts';
import { CrashingPostgres } from '../support/crashing-postgres.ts';
import { createDatabaseWithRoles, type DatabaseWithRoles } from '../support/database.ts';

const logger = createLogger('recovery test', { level: 'silent' });

describe('whoever starts while PostgreSQL does not take connections', () => {
  let place: DatabaseWithRoles;
  let postgres: CrashingPostgres;
  let url: URL;

  beforeAll(async () => {
    place = await createDatabaseWithRoles();
    postgres = await CrashingPostgres.open();
    url = new URL(postgres.urlOf(place.url));
  });
  beforeEach(() => {
    postgres.asked = 0;
    postgres.state = () => 'UP';
  });
  afterAll(async () => {
    await postgres[Symbol.asyncDispose]();
    await place.drop();
  });

  async function start(address: string, patienceMs: number): Promise<unknown> {
    await using database = openDatabase({ url: address, name: 'recovery', poolSize: 1, logger });
    return await whileRecovering({ name: 'recovery', logger, patienceMs }, async () => {
      const { rows } = await database.pool.query<{ one: number }>('select 1 as one');
      return rows[0]?.one;
    });
  }

  it.each(['RECOVERING', 'CUTTING'] as const)('waits until it does: %s', async (trouble) => {
    postgres.state = () => trouble;
    const started = start(url.href, 60_000);
    await expect.poll(() => postgres.asked).toBeGreaterThan(2);
    postgres.state = () => 'UP';
    expect(await started).toBe(1);
  });

  it('waits where nobody listens at all, but not for ever', async () => {
    const nowhere = new URL(url);
    nowhere.port = '1';
    await expect(start(nowhere.href, 1000)).rejects.toThrow(DatabaseAway);
  });

  it.each([
    ['a wrong password', 'WRONG_PASSWORD', (address: URL) => (address.password = 'wrong')],
    ['a database that is not there', 'NO_SUCH_DATABASE', (address: URL) => (address.pathname = '/nowhere')],
  ])('does not wait for %s', async (_what, reason, change) => {
    const wrong = new URL(url);
    change(wrong);
    const refused = await start(wrong.href, 60_000).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DatabaseRefusal);
    expect(refused).toMatchObject({ reason });
    expect(postgres.asked).toBe(1);
  });

  it('does not repeat what fails for another reason', async () => {
    let attempts = 0;
    const work = async (): Promise<void> => {
      attempts += 1;
      throw new TypeError('a mistake');
    };
    await expect(whileRecovering({ name: 'recovery', logger }, work)).rejects.toThrow('a mistake');
    expect(attempts).toBe(1);
  });
});
