import { createHash } from 'node:crypto';
import pg from 'pg';

/** One numbered step of a database's shape, such as `{ name: '0001-foundation', sql: 'create table …' }`. */
export interface Migration {
  readonly name: string;
  /** One statement or many. They run in a transaction of their own, so `create index concurrently` is out. */
  readonly sql: string;
  /**
   * Tables that it writes anew, as adding a stored column does. They are vacuumed once it is committed: until then no scan of an
   * index alone is one, since nothing tells which of the new pages everybody sees, and autovacuum comes to it only by and by.
   */
  readonly rewrites?: readonly string[];
}

/** Any number that no other advisory lock of ours uses; locks are per database. */
const migrationLock = 7_014_002;

/**
 * Applies the migrations that this database has not seen yet, in their order. Of several processes that start at once,
 * one applies and the others wait. Refuses, before it changes anything, where an applied migration has been edited or
 * where the database is ahead of this program.
 */
export async function migrate(database: { readonly pool: pg.Pool }, migrations: readonly Migration[]): Promise<void> {
  checkNames(migrations);
  const client = await database.pool.connect();
  let failed = true;
  try {
    // Building an index on a large table takes longer than any query of ours may.
    await client.query('set statement_timeout = 0');
    await client.query(`select pg_advisory_lock(${migrationLock})`);
    await client.query(
      `create table if not exists schema_migrations (
        name text primary key, checksum text not null, applied_at timestamptz not null default now())`,
    );
    const applied = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from schema_migrations order by name',
    );
    for (const migration of pendingOf(migrations, applied.rows)) {
      await apply(client, migration);
      for (const table of migration.rewrites ?? [])
        await client.query(`vacuum (analyze) ${pg.escapeIdentifier(table)}`);
    }
    await client.query(`select pg_advisory_unlock(${migrationLock})`);
    await client.query('reset statement_timeout');
    failed = false;
  } finally {
    // A connection that failed half-way is closed, and takes its lock with it.
    client.release(failed);
  }
}

function checkNames(migrations: readonly Migration[]): void {
  let previous = '';
  for (const { name } of migrations) {
    if (!/^\d{4}-[a-z0-9-]+$/u.test(name)) throw new Error(`Migration "${name}" needs a name like 0001-foundation.`);
    if (name.slice(0, 4) <= previous.slice(0, 4)) {
      throw new Error(`Migration "${name}" must have a higher number than "${previous}" before it.`);
    }
    previous = name;
  }
}

function pendingOf(
  migrations: readonly Migration[],
  applied: readonly { readonly name: string; readonly checksum: string }[],
): readonly Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of applied) {
    const migration = known.get(name);
    if (migration === undefined) {
      throw new Error(
        `The database has migration "${name}", which this program does not know: a newer release has used it. Start that release, or restore a backup from before it.`,
      );
    }
    if (checksumOf(migration) !== checksum) {
      throw new Error(
        `Migration "${name}" was edited after this database had applied it. Undo the edit and write the change as a new migration.`,
      );
    }
  }
  const last = applied.at(-1)?.name ?? '';
  const names = new Set(applied.map(({ name }) => name));
  const pending = migrations.filter(({ name }) => !names.has(name));
  const late = pending.find(({ name }) => name < last);
  if (late !== undefined) {
    throw new Error(
      `Migration "${late.name}" was added below "${last}", which is applied already. Give it the next number.`,
    );
  }
  return pending;
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [
      migration.name,
      checksumOf(migration),
    ]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch(() => undefined);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Migration "${migration.name}" failed and changed nothing: ${reason}`, { cause });
  }
}

/** Line endings are left out: a checkout on Windows is not an edit. */
function checksumOf({ sql }: Migration): string {
  return createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');
}
