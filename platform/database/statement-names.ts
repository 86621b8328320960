import pg from 'pg';
import { RowsClient } from './rows-client.ts';

/** A cap on what one connection keeps in the server's memory: it lives no longer than names do, so it meets two times as many. */
const mostNames = 400;
export const namesLastMs = 3_600_000;
const mostCandidates = 4_000;

/**
 * Begins statements that PostgreSQL is to plan for the values it is given, each time: a plan for any values takes a period of
 * a year for some days. Planning costs a fraction of a millisecond, so it is for statements that read very many rows.
 */
export const plannedForItsValues = '/* planned for its values */';

/**
 * Gives recurring statements a name, so that PostgreSQL parses and plans them once a connection. A statement gets its
 * name on its second use: texts that never return, such as those with lists of changing length, would fill the names. They
 * are given anew every hour: clients may ask other things than they did.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #seenOnce = new Set<string>();
  readonly #now: () => number;
  #since: number;
  #given = 0;

  constructor(now = Date.now) {
    this.#now = now;
    this.#since = now();
  }

  /** Undefined for a statement that is better sent without a name. */
  nameOf(text: string): string | undefined {
    if (text.startsWith(plannedForItsValues)) return undefined;
    this.#startAnew();
    const name = this.#names.get(text);
    if (name !== undefined) return name;
    if (this.#names.size >= mostNames) return undefined;
    if (!this.#seenOnce.delete(text)) {
      if (this.#seenOnce.size >= mostCandidates) this.#seenOnce.clear();
      this.#seenOnce.add(text);
      return undefined;
    }
    return this.#give(text);
  }

  /** After a change of a table's shape: the old plan is useless on every connection. */
  renew(text: string): void {
    if (this.#names.has(text)) this.#give(text);
  }

  #startAnew(): void {
    const now = this.#now();
    if (now - this.#since < namesLastMs) return;
    this.#since = now;
    this.#names.clear();
    this.#seenOnce.clear();
  }

  #give(text: string): string {
    this.#given += 1;
    const name = `s${this.#given}`;
    this.#names.set(text, name);
    return name;
  }
}

/** A client of `pg` that names its statements, and reports each one. To be given to a pool. */
export function namingClient(names: StatementNames, onStatement: (sql: string) => void): typeof RowsClient {
  return class NamingClient extends RowsClient {
    override query(...args: never[]): never;
    override query(first: unknown, values?: unknown, callback?: unknown): unknown {
      const text = textOf(first);
      if (text !== undefined) onStatement(text);
      const statement = statementOf(first, values);
      if (!statement) return Reflect.apply(super.query, this, [first, values, callback]);
      const name = names.nameOf(statement.text);
      const config = name === undefined ? statement : { name, ...statement };
      const sent: unknown = Reflect.apply(super.query, this, callback === undefined ? [config] : [config, callback]);
      if (name === undefined || !(sent instanceof Promise)) return sent;
      return sent.catch((error: unknown) => {
        if (!isStalePlan(error)) throw error;
        names.renew(statement.text);
        // Inside a transaction nothing can be repeated: the whole of it is lost.
        if (this.getTransactionStatus() !== 'I') throw error;
        return super.query({ ...statement });
      });
    }
  };
}

/** A statement with parameters, as it is asked for here: as text and values, or with how its rows are to arrive. */
function statementOf(first: unknown, values: unknown): pg.QueryConfig | undefined {
  if (typeof first === 'string') return Array.isArray(values) ? { text: first, values } : undefined;
  return isQueryConfig(first) ? first : undefined;
}

function isQueryConfig(asked: unknown): asked is pg.QueryConfig {
  return typeof asked === 'object' && asked !== null && 'text' in asked && 'values' in asked && !('submit' in asked);
}

/** "cached plan must not change result type": another process has migrated a table that this statement reads whole. */
function isStalePlan(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '0A000' && error.message.includes('cached plan');
}

function textOf(first: unknown): string | undefined {
  if (typeof first === 'string') return first;
  if (typeof first === 'object' && first !== null && 'text' in first && typeof first.text === 'string')
    return first.text;
  return undefined;
}
