import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../platform/database/database.ts';
import { DatabaseAway, DatabaseRefusal, whileRecovering } from '../../platform/database/recovery.ts';
import { createLogger } from '../../platform/logging.ts';
import { createDatabaseWithRoles, type DatabaseWithRoles } from '../support/database.ts';

const logger = createLogger('recovery test', { level: 'silent' });

/** What PostgreSQL answers to everybody while it is recovering: SQLSTATE 57P03. */
function cannotConnectNow(): Buffer {
  const fields = ['SFATAL', 'VFATAL', 'C57P03', 'Mthe database system is starting up'].map((field) => `${field}\0`);
  const body = Buffer.from(`${fields.join('')}\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

describe('whoever starts while PostgreSQL does not take connections', () => {
  let place: DatabaseWithRoles;
  let server: Server;
  let state: 'RECOVERING' | 'CUTTING' | 'UP';
  let asked: number;
  let url: URL;

  function answer(client: Socket): void {
    asked += 1;
    client.on('error', () => undefined);
    if (state === 'RECOVERING') client.once('data', () => client.end(cannotConnectNow()));
    else if (state === 'CUTTING') client.once('data', () => client.destroy());
    else {
      const { hostname, port } = new URL(inject('databaseServer'));
      const upstream = connect(Number(port), hostname);
      upstream.on('error', () => client.destroy());
      client.on('close', () => upstream.destroy());
      client.pipe(upstream).pipe(client);
    }
  }

  beforeAll(async () => {
    place = await createDatabaseWithRoles();
    server = createServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    url = new URL(place.url);
    url.hostname = '127.0.0.1';
    url.port = String(typeof address === 'object' ? address?.port : '');
  });
  beforeEach(() => {
    asked = 0;
    state = 'UP';
  });
  afterAll(async () => {
    server.close();
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
    state = trouble;
    const started = start(url.href, 60_000);
    await expect.poll(() => asked).toBeGreaterThan(2);
    state = 'UP';
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
    expect(asked).toBe(1);
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
