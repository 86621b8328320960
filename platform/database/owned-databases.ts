import { createHmac } from 'node:crypto';
import pg from 'pg';
import { superuser, type Cluster } from './cluster.ts';
import type { Lease } from './lease.ts';

export function superuserUrl(cluster: Cluster, port: number, database: string): string {
  return url(superuser, cluster.password, port, database);
}

export function ownerUrl(cluster: Cluster, port: number, database: string): string {
  return url(database, rolePassword(cluster, database), port, database);
}

export function userUrl(cluster: Cluster, port: number, database: string): string {
  return url(userOf(database), rolePassword(cluster, userOf(database)), port, database);
}

function userOf(database: string): string {
  return `${database}_user`;
}

function url(user: string, password: string, port: number, database: string): string {
  return `postgres://${encodeURIComponent(user)}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

/** One secret on disk is enough: each role's password follows from it, and none leads back to it or to another. */
function rolePassword(cluster: Cluster, role: string): string {
  return createHmac('sha256', cluster.password).update(role).digest('hex');
}

/**
 * Creates the databases that are not there yet, each with an owner of the same name, and a user that owns nothing: what it
 * may do is what the owner grants. Nobody else may connect, so that the rule that subgraphs never touch each other's
 * tables holds in the server too.
 */
export async function createDatabases(cluster: Cluster, { client }: Lease, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  // Two processes that start at once must not both copy the template.
  await client.query('select pg_advisory_lock(7014001)');
  try {
    const databases = await client.query<{ name: string }>('select datname as name from pg_database');
    const roles = await client.query<{ name: string }>('select rolname as name from pg_roles');
    const has = (list: pg.QueryResult<{ name: string }>, name: string): boolean =>
      list.rows.some((row) => row.name === name);
    for (const name of names) {
      const identifier = pg.escapeIdentifier(name);
      for (const role of [name, userOf(name)]) {
        if (has(roles, role)) continue;
        const password = pg.escapeLiteral(rolePassword(cluster, role));
        await client.query(`create role ${pg.escapeIdentifier(role)} login password ${password}`);
      }
      if (!has(databases, name)) await client.query(`create database ${identifier} owner ${identifier}`);
      // Not in the lines above: a start that was killed between them comes by again.
      await client.query(`revoke connect, temporary on database ${identifier} from public`);
      await client.query(`grant connect on database ${identifier} to ${pg.escapeIdentifier(userOf(name))}`);
    }
  } finally {
    await client.query('select pg_advisory_unlock(7014001)').catch(() => undefined);
  }
}
