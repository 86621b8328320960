import { CompiledQuery, type Kysely } from 'kysely';
import { RememberedTexts, type StatementText } from './remembered-texts.ts';

/** A query of Kysely's, as far as it is needed here: `execute` tells what its rows are. */
interface Statement<Row> {
  compile(): StatementText;
  execute(): Promise<Row[]>;
}

/**
 * A read by keys whose SQL is made once: see `RememberedTexts`.
 *
 * @param statement is called seldom, so it must depend on its arguments alone, and hand the keys to the query as they are,
 *   as one parameter. `restrictions`, which narrow what is found (to what an officer sees), are plain data, as JSON has it:
 *   for each there is a text of its own.
 */
export function readByKeys<Schema, Row, Restrictions extends readonly unknown[] = []>(
  statement: (db: Kysely<Schema>, keys: readonly string[], ...restrictions: Restrictions) => Statement<Row>,
): (db: Kysely<Schema>, keys: readonly string[], ...restrictions: Restrictions) => Promise<Row[]> {
  const texts = new RememberedTexts();
  return async (db, keys, ...restrictions) => {
    const text = texts.for(keys, restrictions, (keysToCome) => statement(db, keysToCome, ...restrictions).compile());
    return (await db.executeQuery<Row>(CompiledQuery.raw(text.sql, [...text.parameters]))).rows;
  };
}
