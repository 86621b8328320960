import { isNonNullType } from 'graphql';
import { sql, type RawBuilder } from 'kysely';
import type { ReadJson } from '../database/database.ts';
import { jsonText } from '../database/json-columns.ts';
import type { Given, ProjectedField, ProjectedType, RowList, RowsOfKeys } from './projected-type.ts';
import { rowsStatement, type ReadColumns, type Row } from './rows-statement.ts';
import { fieldsBelow, type SelectedField, type Selecting } from './selected.ts';

/** Rows' JSON by the JSON of their key; of several rows of a key, with commas between them. A key that has none is missing. */
export type TextsByKey = ReadonlyMap<string, string>;

/** Reads rows, and prints them for each of the fields that show them. */
export type ReadRows<Sight> = (
  readJson: ReadJson,
  keys: readonly string[],
  given: Given<Sight>,
) => Promise<readonly TextsByKey[]>;

/** Reads what belongs to rows, and prints both. */
type ShowRows<Sight> = (
  readJson: ReadJson,
  rows: readonly Row[],
  given: Given<Sight>,
) => Promise<readonly TextsByKey[]>;

/** How a field shows rows: which of them, and what it selects of those. */
export interface ShownRows<Sight> {
  readonly includes: (row: Row) => boolean;
  readonly print: Print<Sight>;
}

type Print<Sight> = (row: Row, beside: Beside<Sight>) => string;

/** What else a row is printed from. */
interface Beside<Sight> {
  readonly given: Given<Sight>;
  /** Of each list that hangs on the rows, for each of the fields that show it. */
  readonly lists: readonly (readonly TextsByKey[])[];
}

/** A list that hangs on the rows. */
interface Hanging<Sight> {
  readonly rows: RowsOfKeys<Sight>;
  readonly keyColumn: string | undefined;
  readonly keyOf: (row: Row) => string;
  readonly reading: Reading<Sight>;
  readonly shown: ShownRows<Sight>[];
}

/**
 * Finds out what has to be read of rows while it makes what prints them. What belongs to a row once is joined to it; lists that
 * hang on rows have statements of their own, one each, however many rows there are.
 */
export class Reading<Sight> {
  readonly #selecting: Selecting;
  readonly #rows: RowsOfKeys<Sight> | null;
  readonly #columns: RawBuilder<unknown>[] = [];
  readonly #known = new Map<string, (row: Row) => string>();
  readonly #joins: RawBuilder<unknown>[] = [];
  readonly #hanging: Hanging<Sight>[] = [];

  /** @param rows null for what is nothing but a key, and lists that hang on it. */
  constructor(selecting: Selecting, rows: RowsOfKeys<Sight> | null) {
    this.#selecting = selecting;
    this.#rows = rows;
  }

  /** Prints an object of the rows; null where one of its fields has to be resolved. */
  print(type: ProjectedType<Sight>, fields: readonly SelectedField[]): Print<Sight> | null {
    return this.#object(type, this.#rows?.table ?? '', fields);
  }

  /** Those rows alone of which a field says so. */
  includes({ only }: RowList<Sight>): (row: Row) => boolean {
    if (!only) return () => true;
    const column = this.#column(this.#rows?.table ?? '', only.column);
    const wanted = jsonText(only.is);
    return (row) => column(row) === wanted;
  }

  /** What a statement has to read, once everything that shows the rows has been made. */
  columns(rows: RowsOfKeys<Sight>): ReadColumns<Sight> {
    return { rows, columns: this.#columns, joins: this.#joins };
  }

  /** Reads rows by their keys, once everything that shows them has been made. */
  finish(shown: readonly ShownRows<Sight>[]): ReadRows<Sight> {
    const load = this.#rows ? rowsStatement(this.columns(this.#rows)) : keysAlone;
    const show = this.finishShowing(shown);
    return async (readJson, keys, given) => show(readJson, await load(readJson, keys, given.sight), given);
  }

  /** The same for rows that have been read already. */
  finishShowing(shown: readonly ShownRows<Sight>[]): ShowRows<Sight> {
    const lists = this.#hanging.map((each) => ({ keyOf: each.keyOf, read: each.reading.finish(each.shown) }));
    return async (readJson, rows, given) => {
      const reading = lists.map(({ keyOf, read }) => read(readJson, keysOf(rows, keyOf), given));
      const beside = { given, lists: await Promise.all(reading) };
      return shown.map((each) => printed(rows, each, beside));
    };
  }

  /** @param table what its row is called in the statement. */
  #object(type: ProjectedType<Sight>, table: string, fields: readonly SelectedField[]): Print<Sight> | null {
    const prints: { readonly key: string; readonly print: Print<Sight> }[] = [];
    for (const field of fields) {
      const print = field.name === '__typename' ? () => jsonText(type.name) : this.#field(type, table, field);
      if (!print) return null;
      prints.push({ key: `${prints.length === 0 ? '' : ','}${jsonText(field.key)}:`, print });
    }
    return (row, beside) => {
      let text = '{';
      for (const { key, print } of prints) text += key + print(row, beside);
      return `${text}}`;
    };
  }

  #field(type: ProjectedType<Sight>, table: string, selected: SelectedField): Print<Sight> | null {
    const { name, nodes, definition } = selected;
    const field = Object.hasOwn(type.fields, name) ? type.fields[name] : undefined;
    const hasArguments = nodes.some((node) => node.arguments && node.arguments.length > 0);
    const print = field && definition && !hasArguments ? this.#value(field, table, selected) : null;
    if (!print || !isNonNullType(definition?.type)) return print;
    return (row, beside) => {
      const text = print(row, beside);
      if (text === 'null') throw new Error(`${type.name}.${name} is null`);
      return text;
    };
  }

  #value(field: ProjectedField<Sight>, table: string, selected: SelectedField): Print<Sight> | null {
    switch (field.kind) {
      case 'key':
        return keyOfRow;
      case 'column':
        return this.#column(table, field.name);
      case 'expression':
        return this.#read(field.of(table));
      case 'derived': {
        const columns = field.columns.map((name) => this.#column(table, name));
        return (row, { given }) => {
          const value = field.of(
            columns.map((column) => column(row)),
            given,
          );
          return JSON.stringify(value);
        };
      }
      case 'one': {
        const joined = `t${this.#joins.length}`;
        this.#joins.push(field.joined.join(joined, table));
        const fields = fieldsBelow(this.#selecting, selected);
        const print = this.#object(field.type, joined, fields);
        const key = this.#column(joined, neverNull(field.type, fields) ?? field.joined.key);
        return print && ((row, beside) => (key(row) === 'null' ? 'null' : print(row, beside)));
      }
      case 'many': {
        const at = this.#hang(field.list, table);
        const list = this.#hanging[at];
        const print = list?.reading.print(field.type, fieldsBelow(this.#selecting, selected));
        if (!list || !print) return null;
        const shownAt = list.shown.push({ print, includes: list.reading.includes(field.list) }) - 1;
        return (row, { lists }) => `[${lists[at]?.[shownAt]?.get(list.keyOf(row)) ?? ''}]`;
      }
    }
  }

  /** Gives where the list is, which other fields may show as well. */
  #hang({ rows, key: keyColumn }: RowList<Sight>, table: string): number {
    const known = this.#hanging.findIndex((list) => list.rows === rows && list.keyColumn === keyColumn);
    if (known >= 0) return known;
    const keyOf = keyColumn === undefined ? keyOfRow : this.#column(table, keyColumn);
    const reading = new Reading<Sight>(this.#selecting, rows);
    return this.#hanging.push({ rows, keyColumn, keyOf, reading, shown: [] }) - 1;
  }

  #column(table: string, name: string): (row: Row) => string {
    const reference = `${table}.${name}`;
    const known = this.#known.get(reference);
    if (known) return known;
    const column = this.#read(sql.ref(reference));
    this.#known.set(reference, column);
    return column;
  }

  #read(column: RawBuilder<unknown>): (row: Row) => string {
    const at = this.#columns.push(column);
    return (row) => row[at] ?? 'null';
  }
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

function printed<Sight>(
  rows: readonly Row[],
  { includes, print }: ShownRows<Sight>,
  beside: Beside<Sight>,
): TextsByKey {
  const texts = new Map<string, string>();
  for (const row of rows) {
    if (!includes(row)) continue;
    const key = keyOfRow(row);
    const before = texts.get(key);
    const text = print(row, beside);
    texts.set(key, before === undefined ? text : `${before},${text}`);
  }
  return texts;
}

async function keysAlone(_readJson: ReadJson, keys: readonly string[]): Promise<readonly Row[]> {
  return keys.map((key) => [jsonText(key)]);
}

function keyOfRow([key]: Row): string {
  return key ?? 'null';
}

function keysOf(rows: readonly Row[], keyOf: (row: Row) => string): readonly string[] {
  return [...new Set(rows.map(keyOf))].map((key) => JSON.parse(key));
}
