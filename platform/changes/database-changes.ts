import { listen } from '../database/listen.ts';
import type { Logger } from '../logging.ts';
import type { Change } from './change.ts';
import type { ChangeFeed } from './change-feed.ts';

interface DatabaseChangesOptions {
  readonly feed: ChangeFeed;
  readonly databaseUrl: string;
  /** What the subgraph's triggers notify on. `*` in place of a payload means that too much has changed to name it. */
  readonly channel: string;
  /** What payloads, each of them once, say has changed. */
  readonly changesIn: (payloads: readonly string[]) => Promise<readonly Change[]>;
  readonly logger: Logger;
}

export const everything = '*';

/**
 * Feeds a subgraph's feed from its database's `NOTIFY`, for as long as it is not disposed. Payloads that come while others
 * are being read are read together.
 */
export function feedFromDatabase(options: DatabaseChangesOptions): AsyncDisposable {
  const { feed, changesIn, logger } = options;
  let waiting = new Set<string>();
  let reading: Promise<void> | undefined;

  async function readWaiting(): Promise<void> {
    while (waiting.size > 0) {
      const payloads = [...waiting];
      waiting = new Set();
      try {
        for (const change of await changesIn(payloads)) feed.publish(change);
      } catch (error) {
        logger.warn({ err: error, subgraph: feed.name }, 'cannot tell what has changed; everybody reads anew');
        feed.gap();
      }
    }
  }

  const listening = listen({
    url: options.databaseUrl,
    name: `${feed.name} changes`,
    channels: [options.channel],
    logger,
    onGap: () => feed.gap(),
    onNotification(payload) {
      if (!feed.isFollowed) return;
      if (payload === everything) return feed.gap();
      waiting.add(payload);
      reading ??= readWaiting().finally(() => {
        reading = undefined;
      });
    },
  });
  return {
    async [Symbol.asyncDispose]() {
      await listening.close();
      await reading;
    },
  };
}
