import { Kysely, PostgresDialect, type CompiledQuery } from 'kysely';
import pg from 'pg';
import { Counter } from 'prom-client';
import type { Logger } from '../logging.ts';
import { columnTypes } from './column-types.ts';
import { RowsClient } from './rows-client.ts';
import type { Rows } from './rows.ts';
import { namesLastMs, namingClient, StatementNames } from './statement-names.ts';

export interface DatabaseOptions {
  readonly url: string;
  /** Names the connections in the server, and the database in the metrics. */
  readonly name: string;
  /** The most connections, for statements by key and for all others each. */
  readonly poolSize: number;
  readonly logger: Logger;
  /** Called with the text of every statement, `begin` and `commit` included. */
  readonly onStatement?: (sql: string) => void;
  /** Milliseconds after which PostgreSQL gives a statement up; 0 for never. 30 s by default. */
  readonly statementTimeoutMs?: number;
}

/** Gives the rows of a statement as bytes, for what is passed on as JSON. */
export type ReadRows = (statement: Pick<CompiledQuery, 'sql' | 'parameters'>) => Promise<Rows>;

export interface Database<Schema> extends AsyncDisposable {
  readonly kysely: Kysely<Schema>;
  /**
   * For statements that find rows by their keys, on connections of their own, where PostgreSQL plans each of them once,
   * whatever the keys. Elsewhere it would plan them anew each time: it takes a list that it does not know yet for ten keys
   * long, and finds a plan for the one or two that it is given so much cheaper that planning seems worth its while: a sixth
   * to a quarter of what one dossier cost. Not for lists, which need a plan for what they are filtered by.
   */
  readonly byKey: Kysely<Schema>;
  readonly readRows: ReadRows;
  /** The same on the connections of `byKey`. */
  readonly readRowsByKey: ReadRows;
  readonly pool: pg.Pool;
  /** Rejects where the database does not answer within 2 s. */
  ping(): Promise<void>;
  /** Waits for the statements under way. */
  close(): Promise<void>;
}

const statements = new Counter({
  name: 'lienthong_sql_statements_total',
  help: 'SQL statements sent to PostgreSQL',
  labelNames: ['database'] as const,
});

/**
 * Pools of connections with typed queries. Connects on first use, and outlives restarts of the server: what is under
 * way then fails, what comes after it connects anew.
 */
export function openDatabase<Schema>(options: DatabaseOptions): Database<Schema> {
  const pool = openPool(options, options.url);
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  const planningOnce = openPool(
    options,
    withSettings(options.url, ['plan_cache_mode=force_generic_plan', 'timezone=UTC']),
  );
  const byKey = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: planningOnce }) });
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> =>
    (closed ??= Promise.all([end(kysely, pool), end(byKey, planningOnce)]).then(() => {}));
  return {
    kysely,
    byKey,
    readRows: readRowsOn(pool),
    readRowsByKey: readRowsOn(planningOnce),
    pool,
    async ping() {
      await Promise.race([pool.query('select 1'), rejectAfter(2_000)]);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function openPool({ name, poolSize, logger, onStatement, statementTimeoutMs }: DatabaseOptions, url: string): pg.Pool {
  const counter = statements.labels(name);
  const count = (sql: string): void => {
    counter.inc();
    onStatement?.(sql);
  };
  const pool = new pg.Pool({
    Client: namingClient(new StatementNames(), count),
    connectionString: url,
    application_name: `lienthong ${name}`,
    max: poolSize,
    types: columnTypes,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    // A connection gathers prepared statements and caches in the server; a new one an hour keeps them small.
    maxLifetimeSeconds: namesLastMs / 1_000,
    statement_timeout: statementTimeoutMs ?? 30_000,
    // A transaction that somebody forgot would hold its locks for ever.
    idle_in_transaction_session_timeout: 60_000,
  });
  // `pg` reports a lost connection as an event, and an event of this name that nobody hears ends the process: the
  // pool hears it for idle connections only, so those that are in use need a listener too.
  const report = (error: Error): void => {
    logger.warn({ database: name, reason: error.message }, 'lost a connection to the database');
  };
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', report));
  return pool;
}

function readRowsOn(pool: pg.Pool): ReadRows {
  return async (statement) => {
    const client = await pool.connect();
    try {
      if (!(client instanceof RowsClient)) throw new Error('the pool makes other clients');
      return await client.readRows(statement);
    } finally {
      client.release();
    }
  };
}

/** An address whose connections begin with settings of PostgreSQL's, beside those that it names itself. */
function withSettings(url: string, settings: readonly string[]): string {
  const address = new URL(url);
  const named = address.searchParams.get('options') ?? '';
  address.searchParams.set('options', `${named} ${settings.map((setting) => `-c ${setting}`).join(' ')}`.trim());
  return address.href;
}

/** Kysely ends its pool where it has used it. */
async function end(kysely: Pick<Kysely<unknown>, 'destroy'>, pool: pg.Pool): Promise<void> {
  await kysely.destroy();
  if (!pool.ended && !pool.ending) await pool.end();
}

async function rejectAfter(ms: number): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  setTimeout(() => reject(new Error(`the database did not answer within ${ms} ms`)), ms).unref();
  return promise;
}
