import { createClient, defineScript } from '@redis/client';
import type { Logger } from '../../platform/logging.ts';
import { countRateStoreFailure } from './limit-metrics.ts';
import type { Payer, RateStore } from './rate.ts';

export interface SharedRateStore extends RateStore {
  /** Resolves once the store has answered for the first time; until then each gateway counts by itself. */
  connected(): Promise<void>;
  close(): Promise<void>;
}

interface SharedRateStoreOptions {
  /** `redis://` or `rediss://`, of Redis or Valkey. */
  readonly url: string;
  /** Charges instead while the store is away. */
  readonly fallback: RateStore;
  readonly logger: Logger;
}

/** A request waits no longer than this for the store. */
const answerMs = 100;

/** How long a store that did not answer is left alone: otherwise every request would wait for it. */
const pauseMs = 1000;

/** One transaction, by the store's own clock: gateways need not agree on the time. Numbers as in `rate.ts`. */
const chargeScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local cost = tonumber(ARGV[1])
local wait = 0
local spent = {}
for i, key in ipairs(KEYS) do
  local perMs = ARGV[2 * i] / 1000
  local burst = tonumber(ARGV[2 * i + 1])
  spent[i] = math.max(tonumber(redis.call('GET', key) or '0'), now) + cost / perMs
  wait = math.max(wait, spent[i] - now - burst / perMs)
end
if wait >= 1 then return math.ceil(wait) end
for i, key in ipairs(KEYS) do
  redis.call('SET', key, string.format('%.3f', spent[i]), 'PX', math.ceil(spent[i] - now) + 1)
end
return 0
`;

const charge = defineScript({
  SCRIPT: chargeScript,
  parseCommand(parser, payers: readonly Payer[], cost: number) {
    parser.pushKeysLength(payers.map(({ key }) => `lienthong:rate:${key}`));
    parser.push(String(cost), ...payers.flatMap(({ rate }) => [String(rate.perSecond), String(rate.burst)]));
  },
  transformReply: (wait: unknown) => Number(wait),
});

/**
 * For several gateway processes. While the store does not answer, each gateway limits by itself: callers may then spend
 * as often as there are gateways, which is better than turning everybody away.
 */
export function createSharedRateStore({ url, fallback, logger }: SharedRateStoreOptions): SharedRateStore {
  const client = createClient({
    url,
    scripts: { charge },
    disableOfflineQueue: true,
    commandOptions: { timeout: answerMs },
    socket: { connectTimeout: 2000, reconnectStrategy: (attempts) => Math.min(100 * 2 ** attempts, pauseMs) },
  });
  let awayUntil = 0;
  let away = false;

  function failed(error: unknown): void {
    awayUntil = performance.now() + pauseMs;
    countRateStoreFailure();
    if (away) return;
    away = true;
    logger.warn({ err: error }, 'the shared store of rate limits does not answer: this gateway limits by itself');
  }

  client.on('error', failed);
  // Rejects only where the client is closed before it could connect; until then it tries again.
  const connecting = client.connect();
  connecting.catch(failed);

  return {
    async charge(payers, cost) {
      if (!client.isReady || performance.now() < awayUntil) return fallback.charge(payers, cost);
      try {
        const wait = await client.charge(payers, cost);
        if (away) logger.info('the shared store of rate limits answers again');
        away = false;
        return wait;
      } catch (error) {
        failed(error);
        return fallback.charge(payers, cost);
      }
    },
    async connected() {
      await connecting;
    },
    close: async () => client.destroy(),
  };
}
