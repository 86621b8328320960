import type { Change, ChangeSource } from '../../platform/changes/change.ts';

/** Somebody who wants to know that what they look at may be another by now. */
export type Watcher = () => void;

/** Wakes whoever follows a key when any of the subgraphs tells that it has changed, and everybody after a gap. */
export class ChangeHub {
  readonly #watchers = new Map<string, Set<Watcher>>();
  readonly #onTold: (subgraph: string, what: 'change' | 'gap') => void;
  #followed: readonly { close(): Promise<void> }[] = [];

  constructor(onTold: (subgraph: string, what: 'change' | 'gap') => void) {
    this.#onTold = onTold;
  }

  follow(sources: readonly ChangeSource[]): void {
    this.#followed = sources.map((source) =>
      source.follow({
        onChange: (change) => {
          this.#onTold(source.name, 'change');
          this.#tell(change);
        },
        onGap: () => {
          this.#onTold(source.name, 'gap');
          for (const watchers of this.#watchers.values()) for (const watcher of watchers) watcher();
        },
      }),
    );
  }

  /** Wakes the watcher until the returned function is called. */
  watch(change: Change, watcher: Watcher): () => void {
    const name = nameOf(change);
    const watchers = this.#watchers.get(name) ?? new Set();
    this.#watchers.set(name, watchers);
    watchers.add(watcher);
    return () => {
      watchers.delete(watcher);
      if (watchers.size === 0) this.#watchers.delete(name);
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.#followed.map((followed) => followed.close()));
  }

  #tell(change: Change): void {
    for (const watcher of this.#watchers.get(nameOf(change)) ?? []) watcher();
  }
}

/** No topic holds a line break. */
function nameOf({ topic, key }: Change): string {
  return `${topic}\n${key}`;
}
