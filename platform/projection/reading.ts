import { isNonNullType } from 'graphql';
import { sql, type RawBuilder } from 'kysely';
import type { ReadRows } from '../database/database.ts';
import { Rows } from '../database/rows.ts';
import type { JsonWriter } from '../json-writer.ts';
import { FoundRows, keyAt, numbersOf, type PrintRow, type ShownRows } from './found-rows.ts';
import { printFields } from './print-object.ts';
import type { Given, ProjectedField, ProjectedType, RowList, RowsOfKeys } from './projected-type.ts';
import { rowsStatement, type ReadColumns } from './rows-statement.ts';
import { fieldsBelow, type SelectedField, type Selecting } from './selected.ts';

/** Reads rows, and what belongs to them. */
type FindRows<Sight> = (readRows: ReadRows, keys: readonly string[], given: Given<Sight>) => Promise<FoundRows<Sight>>;

/** Reads what belongs to rows: to all of them, or to some, by their numbers. */
type FindLists<Sight> = (
  readRows: ReadRows,
  rows: Rows,
  given: Given<Sight>,
  shown?: readonly number[],
) => Promise<FoundRows<Sight>>;

/** A list that hangs on the rows. */
interface Hanging<Sight> {
  readonly rows: RowsOfKeys<Sight>;
  /** Where its key is in those rows. */
  readonly keyAt: number;
  readonly reading: Reading<Sight>;
}

/**
 * Finds out what has to be read of rows while it makes what prints them. What belongs to a row once is joined to it; lists that
 * hang on rows have statements of their own, one each, however many rows there are.
 */
export class Reading<Sight> {
  readonly #selecting: Selecting;
  readonly #rows: RowsOfKeys<Sight> | null;
  readonly #columns: RawBuilder<unknown>[] = [];
  readonly #known = new Map<string, number>();
  readonly #joins: RawBuilder<unknown>[] = [];
  readonly #hanging: Hanging<Sight>[] = [];

  /** @param rows null for what is nothing but a key, and lists that hang on it. */
  constructor(selecting: Selecting, rows: RowsOfKeys<Sight> | null) {
    this.#selecting = selecting;
    this.#rows = rows;
  }

  /** Prints an object of a row; null where one of its fields has to be resolved. */
  print(type: ProjectedType<Sight>, fields: readonly SelectedField[]): PrintRow<Sight> | null {
    return this.#object(type, this.#rows?.table ?? '', fields);
  }

  /** Those rows alone of which a field says so. */
  includes({ only }: RowList<Sight>): ShownRows<Sight>['includes'] {
    if (!only) return () => true;
    const at = this.#column(this.#rows?.table ?? '', only.column);
    const wanted = Buffer.from(only.is);
    return (row, { rows }) => rows.is(row, at, wanted);
  }

  /** What a statement has to read, once everything that shows the rows has been made. */
  columns(rows: RowsOfKeys<Sight>): ReadColumns<Sight> {
    return { rows, columns: this.#columns, joins: this.#joins };
  }

  /** Finds rows by their keys, once everything that shows them has been made. */
  finish(): FindRows<Sight> {
    const load = this.#rows ? rowsStatement(this.columns(this.#rows)) : keysAlone;
    const findLists = this.finishLists();
    return async (readRows, keys, given) => {
      const rows = await load(readRows, keys, given.sight);
      return findLists(readRows, rows, given);
    };
  }

  /** The same for rows that have been read already. */
  finishLists(): FindLists<Sight> {
    const lists = this.#hanging.map((each) => ({ keyAt: each.keyAt, find: each.reading.finish() }));
    return async (readRows, rows, given, shown) => {
      const finding = lists.map((list) => list.find(readRows, keysOf(rows, list.keyAt, shown), given));
      return new FoundRows(rows, given, await Promise.all(finding));
    };
  }

  /** @param table what its row is called in the statement. */
  #object(type: ProjectedType<Sight>, table: string, fields: readonly SelectedField[]): PrintRow<Sight> | null {
    return printFields(type.name, fields, (field) => this.#field(type, table, field));
  }

  #field(type: ProjectedType<Sight>, table: string, selected: SelectedField): PrintRow<Sight> | null {
    const { name, nodes, definition } = selected;
    const field = Object.hasOwn(type.fields, name) ? type.fields[name] : undefined;
    const hasArguments = nodes.some((node) => node.arguments && node.arguments.length > 0);
    if (!field || !definition || hasArguments) return null;
    const printNull = isNonNullType(definition.type) ? refuseNull(`${type.name}.${name}`) : writeNull;
    return this.#value(field, table, selected, printNull);
  }

  #value(
    field: ProjectedField<Sight>,
    table: string,
    selected: SelectedField,
    printNull: (out: JsonWriter) => void,
  ): PrintRow<Sight> | null {
    switch (field.kind) {
      case 'key':
        return printColumn(keyAt, printNull);
      case 'column':
        return printColumn(this.#column(table, field.name), printNull);
      case 'expression':
        return printColumn(this.#read(field.of(table)), printNull);
      case 'derived': {
        const columns = field.columns.map((name) => this.#column(table, name));
        return (out, row, { rows, given }) => {
          const values = columns.map((at) => rows.value(row, at));
          const value = field.of(values, given);
          if (value === null) printNull(out);
          else out.value(value);
        };
      }
      case 'one': {
        const joined = `t${this.#joins.length}`;
        this.#joins.push(field.joined.join(joined, table));
        const fields = fieldsBelow(this.#selecting, selected);
        const print = this.#object(field.type, joined, fields);
        const at = this.#column(joined, neverNull(field.type, fields) ?? field.joined.key);
        if (!print) return null;
        return (out, row, found) => {
          if (found.rows.isNull(row, at)) printNull(out);
          else print(out, row, found);
        };
      }
      case 'many': {
        const at = this.#hang(field.list, table);
        const list = this.#hanging[at];
        const print = list?.reading.print(field.type, fieldsBelow(this.#selecting, selected));
        if (!list || !print) return null;
        const shown = { print, includes: list.reading.includes(field.list) };
        return (out, row, { rows, lists }) => {
          out.bytes(openList);
          lists[at]?.printRowsOf(rows.text(row, list.keyAt) ?? '', shown, out);
          out.bytes(closeList);
        };
      }
    }
  }

  /** Gives where the list is, which other fields may show as well. */
  #hang({ rows, key }: RowList<Sight>, table: string): number {
    const at = key === undefined ? keyAt : this.#column(table, key);
    const known = this.#hanging.findIndex((list) => list.rows === rows && list.keyAt === at);
    if (known >= 0) return known;
    const reading = new Reading<Sight>(this.#selecting, rows);
    return this.#hanging.push({ rows, keyAt: at, reading }) - 1;
  }

  /** Gives where the column will be in a row. */
  #column(table: string, name: string): number {
    const reference = `${table}.${name}`;
    const known = this.#known.get(reference);
    if (known !== undefined) return known;
    const at = this.#read(sql.ref(reference));
    this.#known.set(reference, at);
    return at;
  }

  /** Behind the key. */
  #read(column: RawBuilder<unknown>): number {
    return this.#columns.push(column) + keyAt;
  }
}

const openList = Buffer.from('[');
const closeList = Buffer.from(']');

function printColumn<Sight>(at: number, printNull: (out: JsonWriter) => void): PrintRow<Sight> {
  return (out, row, { rows }) => {
    if (rows.isNull(row, at)) printNull(out);
    else rows.write(out, row, at);
  };
}

function writeNull(out: JsonWriter): void {
  out.value(null);
}

function refuseNull(field: string): () => never {
  return () => {
    throw new Error(`${field} is null`);
  };
}

/** A column that is selected anyway, and that tells by being null that there is no row. */
function neverNull<Sight>(
  { fields: known }: ProjectedType<Sight>,
  fields: readonly SelectedField[],
): string | undefined {
  for (const { name, definition } of fields) {
    const field = known[name];
    if (field?.kind === 'column' && isNonNullType(definition?.type)) return field.name;
  }
  return undefined;
}

async function keysAlone(_readRows: ReadRows, keys: readonly string[]): Promise<Rows> {
  return Rows.ofTexts(keys);
}

/** What is joined to a row, and is not there, has no key. */
function keysOf(rows: Rows, at: number, shown = numbersOf(rows)): readonly string[] {
  const keys = new Set(shown.map((row) => rows.text(row, at)));
  return [...keys].filter((key) => key !== null);
}
