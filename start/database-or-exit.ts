import { connectOnce, DatabaseAway, DatabaseRefusal, whileRecovering } from '../platform/database/recovery.ts';
import type { Logger } from '../platform/logging.ts';
import type { Configuration } from './configuration.ts';
import type { Variable } from './variables.ts';

/** The parts whose databases a process uses. */
type Part = 'igate' | 'idesk';

/**
 * Waits for the PostgreSQL that the configuration names for these parts, which may be starting or recovering; where it refuses, or does not
 * come, says what to do and ends the process.
 */
export async function databaseOrExit(
  { database }: Configuration,
  logger: Logger,
  parts: readonly Part[] = ['igate', 'idesk'],
): Promise<void> {
  for (const part of parts) {
    const name = part === 'igate' ? 'IGATE' : 'IDESK';
    await answersOrExit(`${name}_DATABASE_URL`, database[part], logger);
    await answersOrExit(`${name}_DATABASE_OWNER_URL`, database.owners[part], logger);
  }
}

async function answersOrExit(variable: Variable, url: string | undefined, logger: Logger): Promise<void> {
  if (url === undefined) return;
  try {
    await whileRecovering({ name: variable, logger }, () => connectOnce(url));
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
