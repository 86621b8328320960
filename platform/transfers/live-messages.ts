import { sql, type Kysely, type RawBuilder } from 'kysely';

/**
 * A subquery of one column `id`, text: the messages that the outbox of this database will still handle, because they
 * wait, are under way, or will be tried again. Whatever is neither there nor settled has been forgotten.
 */
export async function liveMessages<Schema>(database: Kysely<Schema>): Promise<RawBuilder<{ id: string }>> {
  const { rows } = await sql<{ exists: boolean }>`
    select to_regclass('pgboss.job') is not null as exists
  `.execute(database);
  // An outbox that was never started has no tables.
  if (!rows[0]?.exists) return sql<{ id: string }>`select null::text as id where false`;
  return sql<{ id: string }>`
    select data ->> 'id' as id from pgboss.job where state < 'completed' and data ->> 'id' is not null
  `;
}
