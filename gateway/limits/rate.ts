/** How fast somebody may spend, and how much at once after a pause. */
export interface Rate {
  /** Cost that comes back each second. */
  readonly perSecond: number;
  /** Cost that may be spent at once. */
  readonly burst: number;
}

/** Somebody who pays for a request. */
export interface Payer {
  readonly key: string;
  readonly rate: Rate;
}

/**
 * Remembers for each payer until when what was spent has come back (a generic cell rate algorithm: one number a payer,
 * no window at whose edge twice as much could be spent).
 */
export interface RateStore {
  /**
   * Charges every payer, or none: the milliseconds until all of them could pay, 0 where they have. A cost above the burst
   * of a payer can never be paid.
   */
  charge(payers: readonly Payer[], cost: number): number | Promise<number>;
}

/**
 * The moment until which a payer has spent, after paying.
 *
 * @param spentUntil undefined for a payer who has spent nothing lately
 */
export function spendingUntil(spentUntil: number | undefined, cost: number, rate: Rate, now: number): number {
  return Math.max(spentUntil ?? now, now) + (cost / rate.perSecond) * 1000;
}

/**
 * Milliseconds until a payer who would have spent until then could do so; below 1 where that is now: what is less comes
 * from rounding moments.
 */
export function waitFor(spentUntil: number, rate: Rate, now: number): number {
  return spentUntil - now - (rate.burst / rate.perSecond) * 1000;
}
