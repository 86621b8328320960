/** What has begun and not ended yet. */
export interface Deadline {
  /** Its place among all of them. */
  place: number;
  readonly beganAtTick: number;
  readonly missed: () => void;
}

const ticksPerLimit = 10;

/**
 * Tells what takes longer than a limit: not before, and up to a fifth of the limit later. Nearly everything ends in time, so
 * one timer looks after all; one for each costs several times as much.
 */
export class Deadlines {
  readonly #tickMs: number;
  readonly #pending: Deadline[] = [];
  #tick = 0;
  #ticking: NodeJS.Timeout | null = null;

  constructor(limitMs: number) {
    this.#tickMs = limitMs / ticksPerLimit;
  }

  /** @param missed called once, unless `end` comes before it */
  begin(missed: () => void): Deadline {
    this.#ticking ??= setInterval(() => this.#look(), this.#tickMs).unref();
    const deadline = { place: this.#pending.length, beganAtTick: this.#tick, missed };
    this.#pending.push(deadline);
    return deadline;
  }

  end(deadline: Deadline): void {
    if (this.#pending[deadline.place] !== deadline) return;
    const last = this.#pending.pop();
    if (!last || last === deadline) return;
    this.#pending[deadline.place] = last;
    last.place = deadline.place;
  }

  #look(): void {
    this.#tick += 1;
    const late = this.#pending.filter(({ beganAtTick }) => this.#tick - beganAtTick > ticksPerLimit);
    for (const deadline of late) {
      this.end(deadline);
      deadline.missed();
    }
    if (this.#pending.length > 0 || !this.#ticking) return;
    clearInterval(this.#ticking);
    this.#ticking = null;
  }
}
