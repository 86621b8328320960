/** SQLSTATEs of PostgreSQL: starting or recovering, told to stop, crashed, and full of connections. */
const passingStates = new Set(['57P03', '57P01', '57P02', '53300']);
const passingCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  // A name that a container's network knows only once the container runs.
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/**
 * Whether an error says that PostgreSQL, or whatever else was asked over the network, is not there, is starting or has just
 * gone: what failed may succeed in a moment.
 */
export function isUnavailable(error: unknown): boolean {
  return causesOf(error).some((cause) => {
    const code = codeOf(cause);
    if (code !== undefined) return passingStates.has(code) || passingCodes.has(code) || code.startsWith('08');
    // What `pg` itself says of a connection that ended, or did not come about in time, bears no code.
    return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/i.test(
      cause.message,
    );
  });
}

/** The error and what caused it, outermost first. */
export function causesOf(error: unknown): readonly Error[] {
  const causes: Error[] = [];
  for (let cause = error; cause instanceof Error && !causes.includes(cause); cause = cause.cause) causes.push(cause);
  return causes;
}

/** What `pg` and Node.js tell errors apart by. */
export function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
