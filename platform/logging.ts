import { pino, type Logger } from 'pino';

export type { Logger };

/** Where log lines go and how many of them: a level of pino's, and a file descriptor or path (standard output by default). */
export interface LogOptions {
  readonly level: string;
  readonly destination?: string | number;
}

/**
 * One JSON line an entry, named after the part that writes it. Tokens and cookies are struck out wherever a request or
 * its headers are logged.
 */
export function createLogger(name: string, options: LogOptions = { level: 'info' }): Logger {
  return pino(
    {
      name,
      level: options.level,
      redact: {
        paths: [
          'authorization',
          'cookie',
          '*.authorization',
          '*.cookie',
          '*.headers.authorization',
          '*.headers.cookie',
        ],
        censor: '[redacted]',
      },
    },
    pino.destination({ dest: options.destination ?? 1, sync: false }),
  );
}
