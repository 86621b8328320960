import type { CompiledQuery } from 'kysely';

/** SQL, and its parameters. */
export type StatementText = Pick<CompiledQuery, 'sql' | 'parameters'>;

/** Stands where the keys will. */
const keysToCome: readonly string[] = [];

/** Of one statement; the one that was made first goes first, and is made anew where somebody asks again. */
const mostTexts = 1_000;

/**
 * The SQL of one statement that finds rows by keys, made once for each of its restrictions (to what an officer sees). Kysely
 * makes it anew for every execution, which took a fifth of this process's time where one dossier was asked for.
 */
export class RememberedTexts {
  readonly #texts = new Map<string, StatementText>();
  readonly #sql = new Map<string, string>();

  /**
   * The text for these keys and restrictions, which are plain data, as JSON has it.
   *
   * @param make is called seldom, so it must depend on the restrictions alone, and hand the keys to the query as they are, as
   *   one parameter.
   * @throws Error where the keys did not arrive in the query: whoever asked would be given somebody else's rows.
   */
  for(
    keys: readonly string[],
    restrictions: readonly unknown[],
    make: (keysToCome: readonly string[]) => StatementText,
  ): StatementText {
    const restriction = JSON.stringify(restrictions);
    let text = this.#texts.get(restriction);
    if (!text) {
      text = this.#made(make);
      this.#texts.set(restriction, text);
      forgetFirst(this.#texts);
    }
    return { sql: text.sql, parameters: text.parameters.map((value) => (value === keysToCome ? keys : value)) };
  }

  #made(make: (keysToCome: readonly string[]) => StatementText): StatementText {
    const { sql, parameters } = make(keysToCome);
    if (!parameters.includes(keysToCome)) throw new Error(`a read by keys lost its keys: ${sql}`);
    return { sql: this.#onceInMemory(sql), parameters };
  }

  /** Most officers' texts differ in their parameters alone. */
  #onceInMemory(sql: string): string {
    const known = this.#sql.get(sql);
    if (known !== undefined) return known;
    this.#sql.set(sql, sql);
    forgetFirst(this.#sql);
    return sql;
  }
}

function forgetFirst(map: Map<string, unknown>): void {
  const [first] = map.keys();
  if (first !== undefined && map.size > mostTexts) map.delete(first);
}
