import { CompiledQuery, type Kysely } from 'kysely';

type Text = Pick<CompiledQuery, 'sql' | 'parameters'>;

/** A query of Kysely's, as far as it is needed here: `execute` tells what its rows are. */
interface Statement<Row> {
  compile(): Text;
  execute(): Promise<Row[]>;
}

/** Stands where the keys will. */
const keysToCome: readonly string[] = [];

/** Of one read; the text that was made first goes first, and is made anew where somebody asks again. */
const mostTexts = 1_000;

/**
 * A read by keys whose SQL is made once. Kysely makes it anew for every execution, which took a fifth of this process's
 * time where one dossier was asked for.
 *
 * @param statement is called seldom, so it must depend on its arguments alone, and hand the keys to the query as they are,
 *   as one parameter. `restrictions`, which narrow what is found (to what an officer sees), are plain data, as JSON has it:
 *   for each there is a text of its own.
 */
export function readByKeys<Schema, Row, Restrictions extends readonly unknown[] = []>(
  statement: (db: Kysely<Schema>, keys: readonly string[], ...restrictions: Restrictions) => Statement<Row>,
): (db: Kysely<Schema>, keys: readonly string[], ...restrictions: Restrictions) => Promise<Row[]> {
  const texts = new Map<string, Text>();
  return async (db, keys, ...restrictions) => {
    const restriction = JSON.stringify(restrictions);
    let text = texts.get(restriction);
    if (!text) {
      text = compiled(statement(db, keysToCome, ...restrictions));
      texts.set(restriction, text);
      const [oldest] = texts.keys();
      if (oldest !== undefined && texts.size > mostTexts) texts.delete(oldest);
    }
    const parameters = text.parameters.map((value) => (value === keysToCome ? keys : value));
    return (await db.executeQuery<Row>(CompiledQuery.raw(text.sql, parameters))).rows;
  };
}

/** @throws Error where the keys did not arrive in the query: whoever asked would be given somebody else's rows. */
function compiled(statement: Pick<Statement<unknown>, 'compile'>): Text {
  const { sql, parameters } = statement.compile();
  if (!parameters.includes(keysToCome)) throw new Error(`a read by keys lost its keys: ${sql}`);
  return { sql, parameters };
}
