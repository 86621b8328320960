/** What a program of the bench needs at its own end: what it is told, and how it says that it listens. */

/** The one argument of a program: JSON of what `startProgram` was given. */
export function told(): string {
  return process.argv[2] ?? 'null';
}

/** Tells the bench on which ports this program listens, and ends when the bench does, however that ends. */
export function listening(...ports: readonly number[]): void {
  process.once('disconnect', () => process.exit());
  process.once('SIGTERM', () => process.exit());
  // Ctrl-C reaches every process of the terminal; the bench ends its programs in an order of its own.
  process.on('SIGINT', () => {});
  process.send?.({ ports });
}

/** The port that the system chose for a server. */
export function portOf(address: { readonly port: number } | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}
