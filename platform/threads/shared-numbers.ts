/** What stands before the table, as words of 32 bits: the lock, how many slots are taken, and two seeds. */
const lockWord = 0;
const takenWord = 1;
const seedWord = 2;
const headBytes = 16;

/** A slot holds a number and the 64 bits that are kept of its key; both 0 where it is free. */
const numberBytes = 8;
const printBytes = 8;

const unlocked = 0;
const locked = 1;
const lockedAndAwaited = 2;

/** @param keys for at least so many there is room */
export function allocateNumbers(keys: number): SharedArrayBuffer {
  const slots = 2 ** Math.ceil(Math.log2(keys * 4));
  const memory = new SharedArrayBuffer(headBytes + slots * (numberBytes + printBytes));
  // Seeds of this process: nobody outside can choose two keys that are taken for one.
  crypto.getRandomValues(new Int32Array(memory, seedWord * 4, 2));
  return memory;
}

/**
 * Numbers by key that all threads of a process see and change; a key that nobody has set has the number 0.
 *
 * The table is open-addressed. Once it is half full, numbers that tell nothing any more are forgotten, and then the
 * smallest of the others, until three quarters are free.
 */
export class SharedNumbers {
  readonly #words: Int32Array;
  readonly #numbers: Float64Array;
  readonly #prints: Int32Array;
  readonly #slots: number;
  readonly #tellsNothing: (number: number) => boolean;

  /**
   * @param memory of `allocateNumbers`; threads that are given the same one see the same numbers
   * @param tellsNothing whether a number may as well be 0
   */
  constructor(memory: SharedArrayBuffer, tellsNothing: (number: number) => boolean) {
    const slots = (memory.byteLength - headBytes) / (numberBytes + printBytes);
    this.#words = new Int32Array(memory, 0, headBytes / 4);
    this.#numbers = new Float64Array(memory, headBytes, slots);
    this.#prints = new Int32Array(memory, headBytes + slots * numberBytes, slots * 2);
    this.#slots = slots;
    this.#tellsNothing = tellsNothing;
  }

  /**
   * Changes the numbers of some keys, all of them different, in one step: another thread sees all of it or nothing.
   *
   * @param decide puts other numbers in the place of those it is given, and says whether they count; it must be quick,
   *   since other threads wait
   */
  change(keys: readonly string[], decide: (numbers: number[]) => boolean): void {
    this.#lock();
    try {
      if ((this.#words[takenWord] ?? 0) + keys.length > this.#slots / 2) this.#makeRoom();
      const slots = keys.map((key) => this.#slotOf(key));
      const numbers = slots.map((slot) => this.#numbers[slot] ?? 0);
      if (!decide(numbers)) return;
      for (const [index, slot] of slots.entries()) this.#numbers[slot] = numbers[index] ?? 0;
    } finally {
      this.#unlock();
    }
  }

  #slotOf(key: string): number {
    let high = this.#words[seedWord] ?? 0;
    let low = this.#words[seedWord + 1] ?? 0;
    for (let at = 0; at < key.length; at++) {
      const unit = key.charCodeAt(at);
      high = Math.imul(high ^ unit, 0x5bd1e995);
      high ^= high >>> 15;
      low = Math.imul(low ^ unit, 0x2c1b3c6d);
      low ^= low >>> 13;
    }
    return this.#slotOfPrint(high, low === 0 ? 1 : low);
  }

  /** Where it is, or the first free slot, which is then taken. */
  #slotOfPrint(high: number, low: number): number {
    const prints = this.#prints;
    for (let slot = (high ^ low) & (this.#slots - 1); ; slot = (slot + 1) & (this.#slots - 1)) {
      if (prints[slot * 2] === high && prints[slot * 2 + 1] === low) return slot;
      if (prints[slot * 2 + 1] !== 0) continue;
      prints[slot * 2] = high;
      prints[slot * 2 + 1] = low;
      this.#words[takenWord] = (this.#words[takenWord] ?? 0) + 1;
      return slot;
    }
  }

  #makeRoom(): void {
    const kept = [];
    for (let slot = 0; slot < this.#slots; slot++) {
      const [number = 0, high = 0, low = 0] = [this.#numbers[slot], this.#prints[slot * 2], this.#prints[slot * 2 + 1]];
      if (low !== 0 && !this.#tellsNothing(number)) kept.push({ high, low, number });
    }
    if (kept.length > this.#slots / 4) {
      kept.sort((one, other) => other.number - one.number);
      kept.length = this.#slots / 4;
    }
    this.#numbers.fill(0);
    this.#prints.fill(0);
    this.#words[takenWord] = 0;
    for (const { high, low, number } of kept) this.#numbers[this.#slotOfPrint(high, low)] = number;
  }

  /** A mutex of three states (Drepper, “Futexes Are Tricky”): nobody is woken where nobody waits. */
  #lock(): void {
    if (Atomics.compareExchange(this.#words, lockWord, unlocked, locked) === unlocked) return;
    while (Atomics.exchange(this.#words, lockWord, lockedAndAwaited) !== unlocked) {
      Atomics.wait(this.#words, lockWord, lockedAndAwaited);
    }
  }

  #unlock(): void {
    if (Atomics.exchange(this.#words, lockWord, unlocked) === lockedAndAwaited)
      Atomics.notify(this.#words, lockWord, 1);
  }
}
