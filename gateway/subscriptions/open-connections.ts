import { RequestError } from '../../platform/errors.ts';
import type { VerifyToken } from '../../platform/tokens/principal.ts';

/** A connection that carries streams, for as long as it is open. */
export interface OpenConnection {
  /** The token that it was opened with; undefined where none has come yet. */
  readonly token: string | undefined;
  /** Says something that means nothing, so that proxies do not take the connection for dead, and we notice where it is. */
  beat(): void;
  end(why: 'unauthenticated' | 'stopping'): void;
}

/** A session must be over within 5 s, and we learn of that within 2. */
const lookMs = 1_000;

/** Proxies give up on connections that are silent for a minute, some for half of one. */
const looksPerBeat = 12;

/**
 * Looks after all connections that carry streams: ends those whose token has expired or whose session has ended, and keeps
 * the others alive.
 */
export class OpenConnections {
  readonly #verify: VerifyToken;
  readonly #open = new Map<OpenConnection, number>();
  #looking: NodeJS.Timeout | undefined;
  #looks = 0;
  #isStopping = false;

  constructor(verify: VerifyToken) {
    this.#verify = verify;
  }

  /** Looks after the connection until the returned function is called. */
  add(connection: OpenConnection): () => void {
    if (this.#isStopping) connection.end('stopping');
    // Their beats are spread over the time between two of them.
    this.#open.set(connection, this.#looks % looksPerBeat);
    this.#looking ??= setInterval(() => this.#look(), lookMs).unref();
    return () => this.#open.delete(connection);
  }

  /** Tells everybody to come back later, here or to another gateway. */
  stop(): void {
    this.#isStopping = true;
    clearInterval(this.#looking);
    for (const connection of this.#open.keys()) connection.end('stopping');
  }

  #look(): void {
    this.#looks += 1;
    for (const [connection, phase] of this.#open) {
      if (this.#looks % looksPerBeat === phase) connection.beat();
      void this.#checkToken(connection);
    }
  }

  async #checkToken(connection: OpenConnection): Promise<void> {
    if (connection.token === undefined) return;
    try {
      await this.#verify(connection.token);
    } catch (error) {
      // An issuer that cannot be reached for the moment has taken nothing back.
      if (error instanceof RequestError && error.code === 'UNAUTHENTICATED') connection.end('unauthenticated');
    }
  }
}
