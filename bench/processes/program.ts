/** What a program of the bench needs at its own end: what it is told, and how it says that it listens. */
import { readFileSync } from 'node:fs';

/** JSON of what `startProgram` was given. It comes by standard input: a schema is longer than an argument may be. */
export function told(): string {
  return readFileSync(0, 'utf8');
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
