import { sql, type RawBuilder } from 'kysely';

type Sql = RawBuilder<unknown>;

/** Out of which columns and tables the fields of a type of the graph come. */
export interface ProjectedType<Sight = unknown> {
  /** In the graph. */
  readonly name: string;
  /** By name in the graph. All others are left to resolvers, and with them every query that selects one of them. */
  readonly fields: Readonly<Record<string, ProjectedField<Sight>>>;
}

/** What is read depends on this, beside its keys. */
export interface Given<Sight> {
  readonly now: Date;
  /** What the caller sees, as plain data. */
  readonly sight: Sight;
}

export type ProjectedField<Sight = unknown> =
  | { readonly kind: 'key' }
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'expression'; readonly of: (table: string) => Sql }
  | { readonly kind: 'derived'; readonly columns: readonly string[]; readonly of: DerivedValue<Sight> }
  | { readonly kind: 'one'; readonly type: ProjectedType<Sight>; readonly joined: JoinedRow }
  | { readonly kind: 'many'; readonly type: ProjectedType<Sight>; readonly list: RowList<Sight> };

/** The value, of columns as they are otherwise read; what JSON makes of it is printed. */
type DerivedValue<Sight> = (columns: readonly unknown[], given: Given<Sight>) => unknown;

/** One row of another table, or none. */
interface JoinedRow {
  /** `left join … as joined on …`; both names are of tables in the statement. */
  readonly join: (joined: string, table: string) => Sql;
  /** A column of it that is never null. */
  readonly key: string;
}

/** Rows that belong to another one. */
export interface RowList<Sight> {
  /** Fields that name the same ones are read by one statement. */
  readonly rows: RowsOfKeys<Sight>;
  /** The other row's column with their key; the key by which that row was found where left out. */
  readonly key?: string;
  /** Which of them; all where left out. */
  readonly only?: { readonly column: string; readonly is: string };
}

/** Rows that are found by keys. */
export interface RowsOfKeys<Sight> {
  /** A table by its own name; others may be joined to it. */
  readonly from: Sql;
  readonly table: string;
  /** Its column with the keys, and that column's type. */
  readonly key: string;
  readonly type: 'text' | 'uuid';
  /** Which of them the caller sees; all where left out, since the caller sees what they belong to. */
  readonly where?: (sight: Sight) => Sql;
  /** The order of the rows of a key, in which no two are alike; left out where a key has one row at most. */
  readonly by?: Sql;
}

/** The key by which the row was found. */
export const key: ProjectedField = { kind: 'key' };

export function column(name: string): ProjectedField {
  return { kind: 'column', name };
}

/** A value that PostgreSQL computes. */
export function expression(of: (table: string) => Sql): ProjectedField {
  return { kind: 'expression', of };
}

/** A value that is computed here from columns: those that the properties of `Row` are called. */
export function derived<Row extends object, Sight = unknown>(
  columns: { readonly [Name in keyof Row]: string },
  of: (row: Row, given: Given<Sight>) => unknown,
): ProjectedField<Sight> {
  const names = Object.keys(columns);
  const rowOf = (values: readonly unknown[]): Row => {
    const properties: unknown[][] = names.map((name, at) => [name, values[at]]);
    return Object.fromEntries(properties);
  };
  return { kind: 'derived', columns: Object.values(columns), of: (values, given) => of(rowOf(values), given) };
}

/** The row that a column refers to. */
export function referred<Sight>(
  type: ProjectedType<Sight>,
  { by, table, key: keyColumn }: { readonly by: string; readonly table: string; readonly key: string },
): ProjectedField<Sight> {
  return one(type, {
    key: keyColumn,
    join: (joined, from) =>
      sql`left join ${sql.table(table)} as ${sql.ref(joined)}
        on ${sql.ref(`${joined}.${keyColumn}`)} = ${sql.ref(`${from}.${by}`)}`,
  });
}

export function one<Sight>(type: ProjectedType<Sight>, joined: JoinedRow): ProjectedField<Sight> {
  return { kind: 'one', type, joined };
}

export function many<Sight>(
  type: ProjectedType<Sight>,
  rows: RowsOfKeys<Sight>,
  which: Omit<RowList<Sight>, 'rows'> = {},
): ProjectedField<Sight> {
  return { kind: 'many', type, list: { rows, ...which } };
}
