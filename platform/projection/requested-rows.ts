import type { ReadJson } from '../database/database.ts';
import { jsonText } from '../database/json-columns.ts';
import type { ProjectedType, RowsOfKeys } from './projected-type.ts';
import { Reading } from './reading.ts';
import type { SelectedField, Selecting } from './selected.ts';

/** Rows that a query finds by their keys: what they are, and for one request where, when and for whom. */
export interface RequestedRows<Context, Sight> {
  readonly type: ProjectedType<Sight>;
  /** Null where there is nothing of the type but its key, and lists that hang on it. */
  readonly rows: RowsOfKeys<Sight> | null;
  /** `Database.readJsonByKey`. */
  readonly readJsonByKey: (context: Context) => ReadJson;
  readonly now: (context: Context) => Date;
  /** @throws what the resolvers throw for a caller who may see nothing here. */
  readonly sight: (context: Context) => Promise<Sight>;
}

/** JSON of the row of each key; undefined for one that there is not, or that the caller does not see. */
export type ReadRequested<Context> = (
  context: Context,
  keys: readonly string[],
) => Promise<readonly (string | undefined)[]>;

/** Null where one of the fields has to be resolved. */
export function readRequested<Context, Sight>(
  selecting: Selecting,
  { type, rows, readJsonByKey, now, sight }: RequestedRows<Context, Sight>,
  fields: readonly SelectedField[],
): ReadRequested<Context> | null {
  const reading = new Reading<Sight>(selecting, rows);
  const print = reading.print(type, fields);
  if (!print) return null;
  const read = reading.finish([{ print, includes: () => true }]);
  return async (context, keys) => {
    const given = { now: now(context), sight: await sight(context) };
    const [texts] = await read(readJsonByKey(context), [...new Set(keys)], given);
    return keys.map((key) => texts?.get(jsonText(key)));
  };
}
