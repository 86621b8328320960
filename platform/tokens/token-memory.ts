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
  /** Whether anybody has asked for it since it last stood at the front of the queue. */
  isUsed: boolean;
}

/**
 * Remembers something about tokens; what nobody has asked for lately goes first, found by second chance. The text of a token
 * is no safe key unless `isCompactForm` holds for it.
 */
export class TokenMemory<Value> {
  readonly #limits: MemoryLimits;
  readonly #entries = new Map<string, Entry<Value>>();
  #bytes = 0;

  constructor(limits: MemoryLimits = defaultLimits) {
    this.#limits = limits;
  }

  find(token: string): Value | undefined {
    const entry = this.#entries.get(keyOf(token));
    if (entry?.token !== token) return undefined;
    entry.isUsed = true;
    return entry.value;
  }

  keep(token: string, value: Value): void {
    const key = keyOf(token);
    this.#remove(key);
    if (token.length > this.#limits.bytes) return;
    this.#makeRoomFor(token);
    this.#put(key, { token, value, isUsed: false });
  }

  forget(token: string): void {
    this.#remove(keyOf(token));
  }

  #makeRoomFor(token: string): void {
    for (const [key, entry] of this.#entries) {
      const hasRoom = this.#entries.size < this.#limits.tokens && this.#bytes + token.length <= this.#limits.bytes;
      if (hasRoom) return;
      this.#remove(key);
      if (entry.isUsed) this.#put(key, { ...entry, isUsed: false });
    }
  }

  /** At the end of the queue: a Map keeps the order of insertion. */
  #put(key: string, entry: Entry<Value>): void {
    this.#entries.set(key, entry);
    this.#bytes += entry.token.length;
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
