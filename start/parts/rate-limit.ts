import { createMemoryRateStore } from '../../gateway/limits/memory-rate-store.ts';
import { createRateLimit, type ChargeCaller } from '../../gateway/limits/rate-limit.ts';
import type { Rate } from '../../gateway/limits/rate.ts';
import { createSharedRateStore } from '../../gateway/limits/shared-rate-store.ts';
import type { Logger } from '../../platform/logging.ts';
import type { GatewayConfiguration } from '../gateway-configuration.ts';

interface BuiltRateLimit {
  readonly charge: ChargeCaller;
  close(): Promise<void>;
}

const unlimited: Rate = { perSecond: Number.MAX_SAFE_INTEGER, burst: Number.MAX_SAFE_INTEGER };

/**
 * Null where nobody is limited.
 *
 * @param counted what several threads count in together
 */
export function buildRateLimit(
  { officer, address, redisUrl }: GatewayConfiguration['rateLimit'],
  counted: SharedArrayBuffer | undefined,
  logger: Logger,
): BuiltRateLimit | null {
  if (officer === undefined && address === undefined) return null;
  const limits = { officer: ofMinute(officer), address: ofMinute(address) };
  const memory = createMemoryRateStore(counted);
  if (redisUrl === undefined) return { charge: createRateLimit(limits, memory), close: async () => {} };
  const shared = createSharedRateStore({ url: redisUrl, fallback: memory, logger });
  return { charge: createRateLimit(limits, shared), close: () => shared.close() };
}

/** What comes back in a minute may also be spent at once. */
function ofMinute(cost: number | undefined): Rate {
  return cost === undefined ? unlimited : { perSecond: cost / 60, burst: cost };
}
