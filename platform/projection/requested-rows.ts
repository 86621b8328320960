import type { ReadRows } from '../database/database.ts';
import type { JsonWriter } from '../json-writer.ts';
import type { ProjectedType, RowsOfKeys } from './projected-type.ts';
import { Reading } from './reading.ts';
import type { SelectedField, Selecting } from './selected.ts';

/** Rows that a query finds by their keys: what they are, and for one request where, when and for whom. */
export interface RequestedRows<Context, Sight> {
  readonly type: ProjectedType<Sight>;
  /** Null where there is nothing of the type but its key, and lists that hang on it. */
  readonly rows: RowsOfKeys<Sight> | null;
  /** `Database.readRowsByKey`. */
  readonly readRowsByKey: (context: Context) => ReadRows;
  readonly now: (context: Context) => Date;
  /** @throws what the resolvers throw for a caller who may see nothing here. */
  readonly sight: (context: Context) => Promise<Sight>;
}

/** Reads the rows of keys. Gives what prints each: null for one that there is not, or that the caller does not see. */
export type ReadRequested<Context> = (context: Context, keys: readonly string[]) => Promise<PrintRequested>;

type PrintRequested = (out: JsonWriter, key: string) => void;

/** Null where one of the fields has to be resolved. */
export function readRequested<Context, Sight>(
  selecting: Selecting,
  { type, rows, readRowsByKey, now, sight }: RequestedRows<Context, Sight>,
  fields: readonly SelectedField[],
): ReadRequested<Context> | null {
  const reading = new Reading<Sight>(selecting, rows);
  const print = reading.print(type, fields);
  if (!print) return null;
  const find = reading.finish();
  const shown = { print, includes: () => true };
  return async (context, keys) => {
    const given = { now: now(context), sight: await sight(context) };
    const found = await find(readRowsByKey(context), [...new Set(keys)], given);
    return (out, key) => {
      if (found.printRowsOf(key, shown, out) === 0) out.value(null);
    };
  };
}
