import { sql, type RawBuilder } from 'kysely';

/** `= any($1)`: one statement text whatever the number of values, so that it is prepared once. */
export function anyOf<Value>(values: readonly Value[]): RawBuilder<Value> {
  return sql<Value>`any(${values})`;
}
