import { pino, stdSerializers, type Logger } from 'pino';

export type { Logger };

/** Where log lines go and how many of them: a level of pino's, and a file descriptor or path (standard output by default). */
export interface LogOptions {
  readonly level: string;
  readonly destination?: string | number;
}

/** A line is written within a tenth of a second, or with those after it: a write for each would cost more than the line. */
const gathering = { minLength: 12_288, periodicFlush: 100 };

/** Spelled out: a wildcard would walk through every line, and treble what a line costs. */
const secretPaths = [
  '',
  'headers.',
  'req.headers.',
  'request.headers.',
  'err.headers.',
  'err.request.headers.',
].flatMap((place) => [`${place}authorization`, `${place}cookie`]);

/**
 * One JSON line an entry, named after the part that writes it. Tokens and cookies are struck out wherever a request or
 * its headers are logged, and the rows that an error of the database quotes: they may hold personal data.
 */
export function createLogger(name: string, options: LogOptions = { level: 'info' }): Logger {
  return pino(
    {
      name,
      level: options.level,
      serializers: {
        err: (error: unknown) => (error instanceof Error ? withoutRows(stdSerializers.err(error)) : error),
      },
      redact: {
        paths: secretPaths,
        censor: '[redacted]',
      },
    },
    pino.destination({ dest: options.destination ?? 1, sync: false, ...gathering }),
  );
}

/** Where PostgreSQL quotes values of the statement that failed: the row, the key, the parameters. */
const quotingFields = new Set(['detail', 'where', 'internalQuery', 'parameters']);

function withoutRows(serialized: object): object {
  return Object.fromEntries(
    Object.entries(serialized)
      .filter(([field]) => !quotingFields.has(field))
      .map(([field, value]) => [field, isPlainObject(value) ? withoutRows(value) : value]),
  );
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
