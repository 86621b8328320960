import { sql, type Kysely, type RawBuilder } from 'kysely';

/**
 * The rows of a query, some at a time and from one snapshot: memory stays the same however many there are, and however
 * long the caller takes over each batch. Holds a connection until the caller has read to the end or left its loop.
 */
export async function* inBatches<Schema, Row>(
  database: Kysely<Schema>,
  query: RawBuilder<Row>,
  size = 1000,
): AsyncGenerator<readonly Row[]> {
  const snapshot = await database
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute();
  try {
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(snapshot);
    await sql`declare batches no scroll cursor for ${query}`.execute(snapshot);
    for (;;) {
      const { rows } = await sql<Row>`fetch ${sql.lit(size)} from batches`.execute(snapshot);
      if (rows.length === 0) return;
      yield rows;
    }
  } finally {
    await snapshot.rollback().execute();
  }
}
