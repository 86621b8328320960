import pg from 'pg';

/** Tables of which a role that uses the database may do less than read and write rows. */
export interface TableLimits {
  /** May be read and added to. */
  readonly appendOnly: readonly string[];
  readonly readOnly: readonly string[];
}

/** Any number that no other advisory lock of ours uses; locks are per database. */
const grantLock = 7_014_004;

/**
 * Lets `role` use what the owner of the database has made: read and write the rows of every table in these schemas, but for
 * the limits, which hold in `public`. It owns nothing, so it can neither change a table's shape nor take a trigger away.
 * Safe to repeat: what a migration has added is granted at the next start.
 */
export async function grantUse(
  owner: { readonly pool: pg.Pool },
  role: string,
  schemas: readonly string[],
  limits: TableLimits,
): Promise<void> {
  const grantee = pg.escapeIdentifier(role);
  const names = (tables: readonly string[]): string =>
    tables.map((table) => `public.${pg.escapeIdentifier(table)}`).join(', ');
  const limited = [...limits.appendOnly, ...limits.readOnly, 'schema_migrations'];
  const statements = [
    // Two processes that start at once must not both change a table's list of rights.
    `select pg_advisory_xact_lock(${grantLock})`,
    ...schemas.flatMap((schema) => [
      `grant usage on schema ${schema} to ${grantee}`,
      `grant select, insert, update, delete on all tables in schema ${schema} to ${grantee}`,
      `grant usage, select on all sequences in schema ${schema} to ${grantee}`,
    ]),
    `revoke all on ${names(limited)} from ${grantee}`,
    `grant select on ${names(limited)} to ${grantee}`,
    `grant insert on ${names(limits.appendOnly)} to ${grantee}`,
  ];
  const client = await owner.pool.connect();
  let failed = true;
  try {
    await client.query('begin');
    for (const statement of statements) await client.query(statement);
    await client.query('commit');
    failed = false;
  } finally {
    client.release(failed);
  }
}
