import { openDatabase } from '../platform/database/database.ts';
import { DatabaseAway, DatabaseRefusal, whileRecovering } from '../platform/database/recovery.ts';
import type { Logger } from '../platform/logging.ts';
import type { Configuration } from './configuration.ts';
import type { Variable } from './variables.ts';

/**
 * Waits for the PostgreSQL that the configuration names, which may be starting or recovering; where it refuses, or does not
 * come, says what to do and ends the process.
 */
export async function databaseOrExit({ database }: Configuration, logger: Logger): Promise<void> {
  const { igate, idesk, owners } = database;
  const addresses: Partial<Record<Variable, string | undefined>> = {
    IGATE_DATABASE_URL: igate,
    IGATE_DATABASE_OWNER_URL: owners.igate,
    IDESK_DATABASE_URL: idesk,
    IDESK_DATABASE_OWNER_URL: owners.idesk,
  };
  for (const [variable, url] of Object.entries(addresses)) {
    if (url !== undefined) await answersOrExit(variable, url, logger);
  }
}

async function answersOrExit(variable: string, url: string, logger: Logger): Promise<void> {
  await using database = openDatabase({ url, name: variable, poolSize: 1, logger });
  try {
    await whileRecovering({ name: variable, logger }, () => database.pool.query('select 1'));
  } catch (error) {
    const problem = sentence(error, variable);
    if (problem === null) throw error;
    process.stderr.write(`${problem}\n`);
    process.exit(error instanceof DatabaseAway ? 69 : 78); // EX_UNAVAILABLE, EX_CONFIG of sysexits.h
  }
}

function sentence(error: unknown, variable: string): string | null {
  if (error instanceof DatabaseAway) {
    return `The PostgreSQL that ${variable} names does not answer. Start it, or set ${variable} to another one.`;
  }
  if (!(error instanceof DatabaseRefusal)) return null;
  return {
    WRONG_PASSWORD: `PostgreSQL refuses the user or the password in ${variable}. Set it to those that PostgreSQL knows.`,
    NO_SUCH_DATABASE: `There is no such database as ${variable} names. Create it, or set ${variable} to one that is there.`,
  }[error.reason];
}
