import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Entry {
  readonly payload: AdapterPayload;
  readonly expiresAt: number;
}

/** Far more than a department needs at once; without a bound, anybody could fill the memory with begun sign-ins. */
const entriesPerModel = 1_000;

/**
 * Keeps the provider's sessions, grants, codes and interactions in memory, each kind bounded by itself, the oldest going
 * first. A restart ends all sessions; tokens live on, as they are signed and not kept.
 */
export function boundedAdapter(now: () => Date): AdapterFactory {
  const models = new Map<string, Map<string, Entry>>();

  return (model): Adapter => {
    const entries = new Map<string, Entry>();
    models.set(model, entries);

    const find = (id: string): AdapterPayload | undefined => {
      const entry = entries.get(id);
      if (!entry) return undefined;
      if (entry.expiresAt > now().getTime()) return entry.payload;
      entries.delete(id);
      return undefined;
    };
    const findBy = (matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined => {
      for (const [id, { payload }] of entries) if (matches(payload)) return find(id);
      return undefined;
    };

    return {
      async upsert(id, payload, expiresIn) {
        entries.delete(id);
        const expiresAt = expiresIn === undefined ? Infinity : now().getTime() + expiresIn * 1000;
        entries.set(id, { payload, expiresAt });
        const [oldest] = entries.keys();
        if (entries.size > entriesPerModel && oldest !== undefined) entries.delete(oldest);
      },
      async find(id) {
        return find(id);
      },
      async findByUid(uid) {
        return findBy((payload) => payload.uid === uid);
      },
      async findByUserCode(userCode) {
        return findBy((payload) => payload.userCode === userCode);
      },
      async consume(id) {
        const payload = find(id);
        if (payload) payload['consumed'] = Math.floor(now().getTime() / 1000);
      },
      async destroy(id) {
        entries.delete(id);
      },
      async revokeByGrantId(grantId) {
        for (const others of models.values()) {
          for (const [id, { payload }] of others) if (payload.grantId === grantId) others.delete(id);
        }
      },
    };
  };
}
