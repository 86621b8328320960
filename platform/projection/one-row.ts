import { readRequested, type RequestedRows } from './requested-rows.ts';
import type { FieldArguments, RootField } from './root-field.ts';
import { fieldsBelow } from './selected.ts';

/** A nullable field of `Query` that finds the row with a key. */
export function oneRow<Context, Sight>(
  requested: RequestedRows<Context, Sight>,
  keyOf: (args: FieldArguments) => string,
): RootField<Context> {
  return (selecting, field) => {
    const read = readRequested(selecting, requested, fieldsBelow(selecting, field));
    if (!read) return null;
    return async (args, context) => {
      const key = keyOf(args);
      const print = await read(context, [key]);
      return (out) => print(out, key);
    };
  };
}
