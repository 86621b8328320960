import { createHash } from 'node:crypto';
import { sql, type Expression, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import { RequestError } from '../errors.ts';

/** Relay's arguments as they arrive. */
export interface ConnectionArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/**
 * A value that a row is ordered by. Timestamps travel as ISO 8601 text in milliseconds, so their columns must be
 * `timestamptz(3)`: a finer value in the table would make a row appear twice, or never.
 */
export type KeyValue = string | number | boolean | null;

export interface PageRequest {
  /** Rows wanted, at most `maxPageSize`. */
  readonly size: number;
  readonly direction: 'forward' | 'backward';
  /** The order values of the row to start after (or before, going backward). */
  readonly from: readonly KeyValue[] | null;
  readonly ordering: string;
}

/**
 * One column of an order. `expression` is the SQL to order by, as it stands in the query; the last key must be unique.
 * Nulls come last in both directions, so `nullable` columns need an index that says `nulls last`.
 */
export interface SortKey<Row> {
  readonly expression: Expression<unknown>;
  /** PostgreSQL's type of the expression, for comparing it with a cursor's value: `timestamptz`, `uuid`, `text`. */
  readonly type: 'timestamptz' | 'uuid' | 'text' | 'integer';
  readonly direction: 'asc' | 'desc';
  readonly nullable?: boolean;
  readonly valueOf: (row: Row) => KeyValue;
}

export const defaultPageSize = 50;
export const maxPageSize = 500;

/**
 * Reads Relay's arguments.
 *
 * @param ordering names the order and the filter; a cursor that was given out for another one is refused.
 * @throws RequestError `BAD_USER_INPUT` for a size outside 1–500, both directions at once, or a cursor that is not ours.
 */
export function pageRequest(args: ConnectionArguments, ordering: string): PageRequest {
  const backward = args.last != null || args.before != null;
  if (backward && (args.first != null || args.after != null)) {
    throw new RequestError('BAD_USER_INPUT', {
      vi: 'Chỉ dùng `first`/`after` hoặc `last`/`before`, không dùng cả hai.',
      en: 'Use either `first`/`after` or `last`/`before`, not both.',
    });
  }
  const size = (backward ? args.last : args.first) ?? defaultPageSize;
  if (size < 1 || size > maxPageSize) {
    throw new RequestError('BAD_USER_INPUT', {
      vi: `Số dòng mỗi trang phải từ 1 đến ${maxPageSize}.`,
      en: `A page holds 1 to ${maxPageSize} rows.`,
    });
  }
  const cursor = backward ? args.before : args.after;
  return {
    size,
    direction: backward ? 'backward' : 'forward',
    from: cursor == null ? null : decodeCursor(cursor, ordering),
    ordering,
  };
}

/** Cursors are opaque to clients: order values in base64url JSON, behind a fingerprint of the ordering they belong to. */
function encodeCursor(values: readonly KeyValue[], mark: string): string {
  return Buffer.from(JSON.stringify([mark, ...values])).toString('base64url');
}

function decodeCursor(cursor: string, ordering: string): readonly KeyValue[] {
  let decoded: unknown;
  try {
    decoded = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw foreignCursor();
  }
  if (!Array.isArray(decoded)) throw foreignCursor();
  const [mark, ...values] = decoded as unknown[];
  if (mark !== fingerprint(ordering) || !values.every(isKeyValue)) throw foreignCursor();
  return values;
}

function foreignCursor(): RequestError {
  return new RequestError('BAD_USER_INPUT', {
    vi: 'Con trỏ trang không hợp lệ với danh sách này. Hãy tải lại từ trang đầu.',
    en: 'This cursor does not belong to this list. Start again from the first page.',
  });
}

function isKeyValue(value: unknown): value is KeyValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function fingerprint(ordering: string): string {
  return createHash('sha256').update(ordering).digest('base64url').slice(0, 8);
}

/**
 * Restricts and orders a query to one page, and one row more that tells whether another page follows.
 *
 * @throws RequestError `BAD_USER_INPUT` where a cursor's values do not fit the order's columns.
 */
export function applyPage<Database, Table extends keyof Database, Selected, Row>(
  query: SelectQueryBuilder<Database, Table, Selected>,
  page: PageRequest,
  keys: readonly SortKey<Row>[],
): SelectQueryBuilder<Database, Table, Selected> {
  let paged = query;
  if (page.from) paged = paged.where(beyond(page.from, page, keys));
  for (const key of keys) paged = paged.orderBy(ordered(key, page));
  return paged.limit(page.size + 1);
}

/** The same for a statement that is written out, behind its last condition. */
export function pageClauses<Row>(page: PageRequest, keys: readonly SortKey<Row>[]): RawBuilder<unknown> {
  const beyondCursor = page.from ? sql`and ${beyond(page.from, page, keys)} ` : sql``;
  return sql`${beyondCursor}order by ${sql.join(keys.map((key) => ordered(key, page)))} limit ${page.size + 1}`;
}

function ordered<Row>(key: SortKey<Row>, { direction }: PageRequest): RawBuilder<unknown> {
  const isForward = direction === 'forward';
  const order = sql.raw((key.direction === 'desc') === isForward ? 'desc' : 'asc');
  // Going backward reverses the whole order, and so where the nulls are.
  const nulls = key.nullable ? sql.raw(isForward ? ' nulls last' : ' nulls first') : sql``;
  return sql`${key.expression} ${order}${nulls}`;
}

/** The rows past a cursor: equal on the first n keys and past it on the next one, for each n. */
function beyond<Row>(from: readonly KeyValue[], page: PageRequest, keys: readonly SortKey<Row>[]): Expression<SqlBool> {
  if (from.length !== keys.length || keys.some((key, index) => !fits(from[index], key))) {
    throw new RequestError('BAD_USER_INPUT');
  }
  const alternatives = keys.map((key, index) => {
    const equal = keys.slice(0, index).map((earlier, position) => sameAs(earlier, from[position] ?? null));
    return sql.join([...equal, past(key, from[index] ?? null, page.direction)], sql` and `);
  });
  return sql<SqlBool>`(${sql.join(alternatives, sql` or `)})${startingPoint(from, page, keys)}`;
}

/** Says again, as one plain comparison, where the page starts: an index can be entered by it, but not by alternatives. */
function startingPoint<Row>(from: readonly KeyValue[], page: PageRequest, keys: readonly SortKey<Row>[]) {
  const [key] = keys;
  const [value = null] = from;
  if (!key || key.nullable || value === null) return sql``;
  const operator = sql.raw((key.direction === 'asc') === (page.direction === 'forward') ? '>=' : '<=');
  return sql` and ${key.expression} ${operator} ${value}::${sql.raw(key.type)}`;
}

function fits<Row>(value: KeyValue | undefined, key: SortKey<Row>): boolean {
  if (value === undefined) return false;
  if (value === null) return key.nullable === true;
  switch (key.type) {
    case 'integer':
      return Number.isSafeInteger(value);
    case 'timestamptz':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value));
    case 'uuid':
      return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
    case 'text':
      // PostgreSQL's text cannot hold NUL.
      return typeof value === 'string' && !value.includes('\0');
  }
}

function sameAs<Row>(key: SortKey<Row>, value: KeyValue): Expression<SqlBool> {
  return value === null
    ? sql<SqlBool>`${key.expression} is null`
    : sql<SqlBool>`${key.expression} = ${value}::${sql.raw(key.type)}`;
}

function past<Row>(key: SortKey<Row>, value: KeyValue, direction: PageRequest['direction']): Expression<SqlBool> {
  const forward = direction === 'forward';
  // Nulls come last: nothing follows them, everything else precedes them.
  if (value === null) return forward ? sql<SqlBool>`false` : sql<SqlBool>`${key.expression} is not null`;
  const operator = sql.raw((key.direction === 'asc') === forward ? '>' : '<');
  const comparison = sql<SqlBool>`${key.expression} ${operator} ${value}::${sql.raw(key.type)}`;
  return key.nullable && forward ? sql<SqlBool>`(${comparison} or ${key.expression} is null)` : comparison;
}

interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

export interface Connection<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  /** Counted only when a client selects it. */
  readonly totalCount: () => Promise<number>;
}

/** Most clients page by `endCursor` alone: an edge makes its own cursor only when somebody reads it. */
class LazyEdge<Row> implements Edge<Row> {
  readonly node: Row;
  readonly #cursorOf: (node: Row) => string;

  constructor(node: Row, cursorOf: (node: Row) => string) {
    this.node = node;
    this.#cursorOf = cursorOf;
  }

  get cursor(): string {
    return this.#cursorOf(this.node);
  }
}

/** Turns the rows of `applyPage` into Relay's connection, in the order's own direction whichever way one pages. */
export function toConnection<Row>(
  rows: readonly Row[],
  page: PageRequest,
  keys: readonly SortKey<Row>[],
  totalCount: () => Promise<number>,
): Connection<Row> {
  const more = rows.length > page.size;
  const wanted = rows.slice(0, page.size);
  const forward = page.direction === 'forward';
  const mark = fingerprint(page.ordering);
  const cursorOf = (node: Row) =>
    encodeCursor(
      keys.map((key) => key.valueOf(node)),
      mark,
    );
  const edges = (forward ? wanted : wanted.toReversed()).map((node) => new LazyEdge(node, cursorOf));
  return {
    edges,
    pageInfo: {
      hasNextPage: forward ? more : page.from !== null,
      hasPreviousPage: forward ? page.from !== null : more,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount,
  };
}
