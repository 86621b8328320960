import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
  type RawBuilder,
} from 'kysely';
import type { ReadRows } from '../database/database.ts';
import type { Rows } from '../database/rows.ts';
import { RememberedTexts } from '../database/remembered-texts.ts';
import { pageClauses, type PageRequest, type SortKey } from '../pagination/keyset.ts';
import type { RowsOfKeys } from './projected-type.ts';

type Sql = RawBuilder<unknown>;

type LoadRows<Sight> = (readRows: ReadRows, keys: readonly string[], sight: Sight) => Promise<Rows>;

/** What a statement reads: columns of a table, and of what is joined to it. */
export interface ReadColumns<Sight> {
  readonly rows: RowsOfKeys<Sight>;
  readonly columns: readonly Sql[];
  readonly joins: readonly Sql[];
}

/** Some of the rows of a table, in an order. */
export interface WantedPage {
  readonly where: Sql;
  readonly page: PageRequest;
  readonly keys: readonly SortKey<never>[];
}

/** Makes SQL, and runs none. */
const writing = new Kysely<never>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** Reads the rows of keys that the caller sees. */
export function rowsStatement<Sight>({ rows, columns, joins }: ReadColumns<Sight>): LoadRows<Sight> {
  const { from, table, key, type, where, by } = rows;
  const texts = new RememberedTexts();
  const keyColumn = sql.ref(`${table}.${key}`);
  const selected = sql.join([keyColumn, ...columns]);
  const joined = sql.join([from, ...joins], sql` `);
  const order = by ? sql`order by ${keyColumn}, ${by}` : sql``;
  return (readRows, keys, sight) => {
    const text = texts.for(keys, where ? [sight] : [], (keysToCome) => {
      const wanted = sql`${keyColumn} = any(${keysToCome}::${sql.raw(type)}[])`;
      const seen = where ? sql`and ${where(sight)}` : sql``;
      return sql`select ${selected} from ${joined} where ${wanted} ${seen} ${order}`.compile(writing);
    });
    return readRows(text);
  };
}

/** Reads a page; behind the columns there is what each row is ordered by. */
export async function readPage<Sight>(
  { rows: { from, table, key }, columns, joins }: ReadColumns<Sight>,
  readRows: ReadRows,
  { where, page, keys }: WantedPage,
): Promise<Rows> {
  const ordering = keys.map(({ expression }) => expression);
  const selected = sql.join([sql.ref(`${table}.${key}`), ...columns, ...ordering]);
  const joined = sql.join([from, ...joins], sql` `);
  const statement = sql`select ${selected} from ${joined} where ${where} ${pageClauses(page, keys)}`;
  return readRows(statement.compile(writing));
}
