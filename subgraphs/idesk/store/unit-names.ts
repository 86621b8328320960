import { sql, type Kysely } from 'kysely';
import type { IdeskSchema } from './schema.ts';

/** Names of departments and divisions, by id. */
export async function unitNames(
  database: Kysely<IdeskSchema>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await sql<{ id: string; name: string }>`
    select id, name from departments where id = any(${[...ids]}::uuid[])
    union all
    select id, name from divisions where id = any(${[...ids]}::uuid[])
  `.execute(database);
  return new Map(found.rows.map(({ id, name }) => [id, name]));
}
