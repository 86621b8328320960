import {
  afterAttempt,
  afterSuccess,
  attemptKeys,
  noAttempts,
  waitUntil,
  type Counter,
  type Tally,
} from './attempt-rules.ts';

/** Far more than people mistype; the oldest go first. */
const mostTallies = 10_000;

/** Attempts to sign in, counted in memory: for what runs in one process, and may forget. */
export class AttemptMemory {
  readonly #tallies = new Map<string, Tally>();

  /** Counts an attempt, or returns until when it has to wait and counts nothing. */
  begin(account: string, address: string | undefined, now: Date): Date | null {
    const keys = attemptKeys(account, address);
    const { pair, address: place, account: person } = keys;
    const until = waitUntil({ pair: this.#find(pair), address: this.#find(place), account: this.#find(person) }, now);
    if (until) return until;
    for (const key of Object.values(keys)) this.#keep(key, afterAttempt(this.#find(key), now));
    return null;
  }

  succeed(account: string, address: string | undefined, now: Date): void {
    const keys = attemptKeys(account, address);
    const counters: readonly Counter[] = ['pair', 'address', 'account'];
    for (const counter of counters) this.#keep(keys[counter], afterSuccess(counter, this.#find(keys[counter]), now));
  }

  #find(key: string): Tally {
    return this.#tallies.get(key) ?? noAttempts;
  }

  #keep(key: string, tally: Tally): void {
    this.#tallies.delete(key);
    this.#tallies.set(key, tally);
    const [oldest] = this.#tallies.keys();
    if (this.#tallies.size > mostTallies && oldest !== undefined) this.#tallies.delete(oldest);
  }
}
