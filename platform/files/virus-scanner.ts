/** Looks for malicious software in files while they arrive (`clamd.ts`). */
export interface VirusScanner {
  /** @throws RequestError `SUBGRAPH_UNAVAILABLE` where the scanner cannot be reached. */
  begin(): Promise<FileScan>;
  /** Rejects where files cannot be scanned for the moment. */
  ping(): Promise<void>;
}

/** One file under the scanner. Whoever begins one ends it: by `finish`, or by `cancel`. */
export interface FileScan {
  /** Resolves once the scanner takes more. */
  add(chunk: Uint8Array): Promise<void>;
  /**
   * The name of what was found, or null where the file is clean.
   *
   * @throws RequestError `SUBGRAPH_UNAVAILABLE` where the scanner gave no verdict.
   */
  finish(): Promise<string | null>;
  cancel(): void;
}
