import type { Insertable } from 'kysely';
import pg from 'pg';
import { copyRows } from '../../platform/database/copy-rows.ts';

/** One connection in one transaction, into which tables are loaded. */
export interface Loader<Schema> {
  /** Loads rows of one table; every row names the same columns. */
  load<Table extends keyof Schema & string>(table: Table, rows: readonly Insertable<Schema[Table]>[]): Promise<void>;
}

/**
 * Runs `work` in one transaction of its own connection: all that it loads is there in the end, or nothing.
 *
 * COPY takes its connection from a pool, so the transaction gets a pool that has only the one.
 */
export async function inOneTransaction<Schema>(
  { pool }: { readonly pool: pg.Pool },
  work: (loader: Loader<Schema>) => Promise<void>,
): Promise<void> {
  const single = new pg.Pool({ ...pool.options, max: 1, idleTimeoutMillis: 0, maxLifetimeSeconds: 0 });
  // A lost connection also fails the statement that is under way, which is where it is reported.
  single.on('error', () => undefined);
  try {
    await single.query('begin');
    // One database waits for the other, and both for the rows to be made, which takes a slow machine its time.
    await single.query('set local idle_in_transaction_session_timeout = 0');
    // The audit chain is computed batch by batch, while the next batch is made, rather than all at once by the commit.
    await single.query('set constraints all immediate');
    await work({ load: (table, rows) => copyTable({ pool: single }, table, rows) });
    await single.query('commit');
    // Without figures about the new rows the planner guesses until the server gets round to counting them; and without a
    // vacuum, reports look at every row that an index alone could tell of.
    await single.query('vacuum analyze');
  } finally {
    // Closing the connection takes back whatever was not committed.
    await single.end();
  }
}

async function copyTable(database: { readonly pool: pg.Pool }, table: string, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  await copyRows(database, table, columns, valuesOf(rows, columns, table));
}

function* valuesOf(rows: readonly object[], columns: readonly string[], table: string): Generator<readonly unknown[]> {
  for (const row of rows) {
    if (Object.keys(row).length !== columns.length) throw new Error(`Rows of ${table} differ in their columns.`);
    yield columns.map((column): unknown => Reflect.get(row, column));
  }
}
