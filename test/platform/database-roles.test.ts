import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareDatabase, type DatabasePreparation } from '../../platform/database/prepared-database.ts';
import { createLogger } from '../../platform/logging.ts';
import { installOutbox } from '../../platform/transfers/outbox-installation.ts';
import { createDatabaseWithRoles, type DatabaseWithRoles } from '../support/database.ts';
import { ask, cleanUp, newFolder, start } from '../support/embedded-postgres.ts';

const first = { name: '0001-first', sql: 'create table log (n int); create table things (n int)' };
const second = { name: '0002-second', sql: 'create table more (n int)' };

describe('a database with an owner and a role that uses it', () => {
  let place: DatabaseWithRoles;
  beforeEach(async () => {
    place = await createDatabaseWithRoles();
  });
  afterEach(() => place.drop());

  const prepare = (options: Partial<DatabasePreparation> = {}) =>
    prepareDatabase({
      url: place.url,
      ownerUrl: place.ownerUrl,
      name: 'test',
      migrations: [first],
      install: async () => [],
      limits: { appendOnly: ['log'], readOnly: [] },
      logger: createLogger('test', { level: 'silent' }),
      ...options,
    });

  it('is migrated as the owner and used as the other, which may do no more than it is granted', async () => {
    await prepare();
    await ask(place.url, 'insert into things values (1)');
    await ask(place.url, 'update things set n = 2');
    await ask(place.url, 'insert into log values (1)');
    expect(await ask(place.url, 'select n from log')).toEqual([1]);
    for (const statement of ['update log set n = 2', 'delete from log', 'truncate log', 'create table mine ()']) {
      await expect(ask(place.url, statement)).rejects.toThrow('permission denied');
    }
    await expect(ask(place.url, 'drop table things')).rejects.toThrow('must be owner');
  });

  it('lets it use what a later migration has added, also where several programs start at once', async () => {
    await prepare();
    await Promise.all(
      Array.from({ length: 4 }, () => prepare({ migrations: [first, second], install: installOutbox })),
    );
    await ask(place.url, 'insert into more values (1)');
    expect(await ask(place.url, 'select count(*)::int from pgboss.job')).toEqual([0]);
    await expect(ask(place.url, 'drop table pgboss.job')).rejects.toThrow('must be owner');
  });

  it('is one whose limits hold, and the log says so where they cannot', async () => {
    const lines: string[] = [];
    const write = (chunk: Buffer, _encoding: string, done: () => void): void => {
      lines.push(chunk.toString());
      done();
    };
    const logger = pino({ level: 'warn' }, new Writable({ write }));
    await prepare({ logger });
    expect(lines).toEqual([]);
    await prepare({ logger, url: place.ownerUrl, ownerUrl: undefined });
    expect(lines.join('')).toContain('protected by triggers only');
  });
});

describe('the embedded server', () => {
  afterEach(cleanUp);

  it('has a user beside the owner of each database, who owns nothing and enters no other database', async () => {
    const server = await start(await newFolder(), { databases: ['igate', 'idesk'] });
    await ask(server.url('igate'), 'create table things as select 1 as n');
    expect(await ask(server.userUrl('igate'), 'select current_user')).toEqual(['igate_user']);
    await expect(ask(server.userUrl('igate'), 'select * from things')).rejects.toThrow('permission denied');
    await expect(ask(server.userUrl('igate'), 'create table mine ()')).rejects.toThrow('permission denied');
    const elsewhere = new URL(server.userUrl('igate'));
    elsewhere.pathname = '/idesk';
    await expect(ask(elsewhere.href, 'select 1')).rejects.toThrow('permission denied');
  });
});
