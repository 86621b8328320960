import { RequestError } from '../../platform/errors.ts';
import type { Principal } from '../../platform/tokens/principal.ts';
import { clientNetwork } from '../../platform/serving/client-network.ts';
import type { Payer, Rate, RateStore } from './rate.ts';

/** What callers may spend on their operations. */
export interface SpendingLimits {
  /** Of one signed-in account, wherever it is used. */
  readonly officer: Rate;
  /** Of one address: everybody behind it together, signed in or not. */
  readonly address: Rate;
}

export interface Caller {
  /** Null for nobody signed in. */
  readonly principal: Principal | null;
  readonly address: string;
}

/** Carries how long to wait. */
export class RateLimited extends RequestError {
  readonly retryAfterSeconds: number;

  constructor(waitMs: number) {
    const seconds = Math.max(1, Math.ceil(waitMs / 1000));
    super('RATE_LIMITED', {
      vi: `Bạn gửi quá nhiều yêu cầu trong thời gian ngắn. Hãy thử lại sau ${seconds} giây.`,
      en: `You are asking for too much in a short time. Try again in ${seconds} s.`,
    });
    this.retryAfterSeconds = seconds;
  }
}

/** @throws RateLimited where the caller has spent what they may for now; the request then costs nothing. */
export type ChargeCaller = (caller: Caller, cost: number) => void | Promise<void>;

export function createRateLimit(limits: SpendingLimits, store: RateStore): ChargeCaller {
  return ({ principal, address }, cost) => {
    const payers: Payer[] = [{ key: `address:${clientNetwork(address)}`, rate: limits.address }];
    if (principal) payers.push({ key: accountKey(principal), rate: limits.officer });
    const wait = store.charge(payers, cost);
    if (typeof wait === 'number') return assertPaid(wait);
    return wait.then(assertPaid);
  };
}

function assertPaid(wait: number): void {
  if (wait > 0) throw new RateLimited(wait);
}

export function accountKey(principal: Principal): string {
  return `${principal.kind}:${principal.kind === 'service' ? principal.clientId : principal.account}`;
}
