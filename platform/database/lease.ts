import { randomUUID } from 'node:crypto';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Cluster } from './cluster.ts';
import { superuserUrl } from './owned-databases.ts';

const supervising = 'lienthong supervisor';

/**
 * The one connection that a process keeps to the embedded server for as long as it uses it. It tells the process at
 * once when the server is gone, and tells others that the server is still in use: the operating system closes it
 * however the process ends.
 */
export interface Lease {
  readonly client: pg.Client;
  /** Gives the lease back; true where nobody else holds one, so that the server may stop. */
  isLast(): Promise<boolean>;
}

/** `unavailable` is worth another try; `foreign` means that the server on this port serves another folder. */
export async function openLease(
  cluster: Cluster,
  port: number,
  onLost: () => void,
): Promise<Lease | 'unavailable' | 'foreign'> {
  const client = new pg.Client({
    connectionString: superuserUrl(cluster, port, 'postgres'),
    application_name: supervising,
    connectionTimeoutMillis: 5_000,
  });
  // Without a listener a lost connection would end the whole process; its end is reported below.
  client.on('error', () => undefined);
  let isHeld = false;
  let isLost = false;
  client.once('end', () => {
    isLost = true;
    if (isHeld) onLost();
  });
  try {
    await client.connect();
    if (!(await servesFolder(client, cluster))) {
      await client.end();
      return 'foreign';
    }
  } catch (error) {
    await client.end().catch(() => undefined);
    const code = error instanceof pg.DatabaseError ? error.code : undefined;
    return code === '28P01' || code === '28000' ? 'foreign' : 'unavailable';
  }
  // The server may have died since it answered.
  if (isLost) return 'unavailable';
  isHeld = true;
  return {
    client,
    async isLast() {
      // First leave, then count: of two that stop at once, the later one sees nobody.
      await client.query(`set application_name = 'lienthong leaving'`);
      const others = await client.query('select 1 from pg_stat_activity where application_name = $1', [supervising]);
      return others.rowCount === 0;
    },
  };
}

/**
 * The server proves that it serves this folder by reading a file that we have just put there. Comparing
 * `data_directory` would be fooled by symbolic links one way, and by a copy of a running server's folder the other way.
 */
async function servesFolder(client: pg.Client, cluster: Cluster): Promise<boolean> {
  const name = `lienthong-${randomUUID()}`;
  const path = join(cluster.dataDir, name);
  await writeFile(path, name);
  try {
    await chmod(path, 0o644);
    const { rows } = await client.query<{ text: string | null }>('select pg_read_file($1, true) as text', [name]);
    return rows[0]?.text === name;
  } finally {
    await rm(path, { force: true });
  }
}
