import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** An empty database in the run's own server, for one test file or one test. Dropping it cuts its connections. */
export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  drop(): Promise<void>;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name}`);
  const url = new URL(inject('databaseServer'));
  url.pathname = `/${name}`;
  const drop = (): Promise<void> => onServer(`drop database if exists ${name} with (force)`);
  return { url: url.href, drop, [Symbol.asyncDispose]: drop };
}

/** A database whose tables belong to another role than the one that programs run as, as in production. */
export interface DatabaseWithRoles extends TestDatabase {
  /** For the owner; `url` is for the role that programs run as, which owns nothing. */
  readonly ownerUrl: string;
  readonly superuserUrl: string;
}

export async function createDatabaseWithRoles(): Promise<DatabaseWithRoles> {
  const { url: superuserUrl, drop: dropDatabase } = await createTestDatabase();
  const name = new URL(superuserUrl).pathname.slice(1);
  const [owner, runner] = [`${name}_owner`, `${name}_runner`];
  await onServer(
    `create role ${owner} login password 'secret'`,
    `create role ${runner} login password 'secret'`,
    `alter database ${name} owner to ${owner}`,
    `revoke temporary on database ${name} from public`,
  );
  const urlOf = (role: string): string => {
    const url = new URL(superuserUrl);
    url.username = role;
    url.password = 'secret';
    return url.href;
  };
  const drop = async (): Promise<void> => {
    await dropDatabase();
    await onServer(`drop role ${owner}`, `drop role ${runner}`);
  };
  return { url: urlOf(runner), ownerUrl: urlOf(owner), superuserUrl, drop, [Symbol.asyncDispose]: drop };
}

async function onServer(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: inject('databaseServer') });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
