import { setTimeout as delay } from 'node:timers/promises';
import type { ChangeSource } from '../../platform/changes/change.ts';

/** Long enough for everything that a transaction told to have arrived. */
const quietMs = 250;

/** Follows a subgraph's changes; each is heard as `topic key`. */
export async function followChanges(source: ChangeSource) {
  const heard: string[] = [];
  const stands = Promise.withResolvers<void>();
  const following = source.follow({
    onChange: ({ topic, key }) => heard.push(`${topic} ${key}`),
    onGap() {
      heard.push('gap');
      stands.resolve();
    },
  });
  await stands.promise;
  async function quiet(): Promise<void> {
    let told = -1;
    while (told !== heard.length) {
      told = heard.length;
      await delay(quietMs);
    }
  }
  return {
    /** What was told of during some work, each once, in alphabetical order. */
    async during(work: () => Promise<unknown>): Promise<readonly string[]> {
      await quiet();
      heard.length = 0;
      await work();
      await quiet();
      return [...new Set(heard)].toSorted();
    },
    close: () => following.close(),
  };
}
