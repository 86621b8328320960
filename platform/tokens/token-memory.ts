export interface MemoryLimits {
  readonly tokens: number;
  /** Of the tokens' text alone; what is kept beside each is small. */
  readonly bytes: number;
}

/** Every officer of a province several times over, and at most a few dozen MB with all that is kept beside them. */
const defaultLimits: MemoryLimits = { tokens: 20_000, bytes: 24 * 1024 * 1024 };

interface Entry<Value> {
  readonly token: string;
  readonly value: Value;
}

/**
 * Remembers something about tokens, the least recently used going first. The text of a token is no safe key unless
 * `isCompactForm` holds for it.
 */
export class TokenMemory<Value> {
  readonly #limits: MemoryLimits;
  readonly #entries = new Map<string, Entry<Value>>();
  #bytes = 0;

  constructor(limits: MemoryLimits = defaultLimits) {
    this.#limits = limits;
  }

  find(token: string): Value | undefined {
    const key = keyOf(token);
    const entry = this.#entries.get(key);
    if (entry?.token !== token) return undefined;
    // A Map keeps the order of insertion: whatever is used goes to the end, so that the first is the least recently used.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  keep(token: string, value: Value): void {
    const key = keyOf(token);
    this.#remove(key);
    this.#entries.set(key, { token, value });
    this.#bytes += token.length;
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#limits.tokens && this.#bytes <= this.#limits.bytes) return;
      this.#remove(oldest);
    }
  }

  forget(token: string): void {
    this.#remove(keyOf(token));
  }

  #remove(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#bytes -= entry.token.length;
  }
}

/**
 * The end of the signature, 192 bits of it. A Map hashes its keys, which for a whole token takes longer than all the rest
 * (2 µs for 900 characters); the whole is compared afterwards, so one with the same end only costs a verification.
 */
function keyOf(token: string): string {
  return token.slice(-32);
}
