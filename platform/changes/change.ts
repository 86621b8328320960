/** That something has changed: by its key alone. Whoever may see it reads it anew, with their own rights. */
export interface Change {
  /** What kind of thing the key names, such as `dossier`. */
  readonly topic: string;
  readonly key: string;
}

/** What somebody is told who follows the changes of a subgraph. */
export interface ChangeListener {
  onChange(change: Change): void;
  /**
   * From here on every change is told, and some from before may have been missed: called when the way to the database stands
   * for the first time, and again after each time that it, or the way to the subgraph, was lost. Also where too much has
   * changed at once to name it all. Whoever must miss nothing reads everything anew now.
   */
  onGap(): void;
}

/**
 * Where the changes of one subgraph are told: in the same process (`change-feed.ts`), or over HTTP (`http-changes.ts`).
 *
 * A change is told after its transaction has committed, so that reading shows it.
 */
export interface ChangeSource {
  /** The subgraph's. */
  readonly name: string;
  /** Tells the listener until it is closed; never called back before this returns. */
  follow(listener: ChangeListener): Following;
}

export interface Following {
  close(): Promise<void>;
}
