import type { Change, ChangeListener, ChangeSource, Following } from './change.ts';

/** Tells everybody in this process what the subgraph's database says has changed. */
export class ChangeFeed implements ChangeSource {
  readonly name: string;
  readonly #listeners = new Set<ChangeListener>();
  #stands = false;

  constructor(name: string) {
    this.name = name;
  }

  /** Whether there is anybody to tell. */
  get isFollowed(): boolean {
    return this.#listeners.size > 0;
  }

  follow(listener: ChangeListener): Following {
    this.#listeners.add(listener);
    // Before that, the first gap is still to come.
    if (this.#stands) queueMicrotask(() => this.#listeners.has(listener) && listener.onGap());
    return {
      close: async () => {
        this.#listeners.delete(listener);
      },
    };
  }

  publish(change: Change): void {
    for (const listener of this.#listeners) listener.onChange(change);
  }

  /** Changes may have been missed before now, and none will be from now on. */
  gap(): void {
    this.#stands = true;
    for (const listener of this.#listeners) listener.onGap();
  }
}
