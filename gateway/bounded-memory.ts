/** Values by text; when the texts together grow too long, those go that nobody has asked for lately. */
export interface BoundedMemory<Value> {
  get(text: string): Value | undefined;
  /** `characters` is what the value weighs beside its text. */
  set(text: string, value: Value, characters?: number): void;
}

interface Entry<Value> {
  readonly value: Value;
  readonly characters: number;
  /** Whether anybody has asked for it since it last stood at the front of the queue. */
  isUsed: boolean;
}

/**
 * A value whose text alone is longer than `maxCharacters` is not kept.
 *
 * What is to go is found by second chance: asking only leaves a mark, and the oldest one that bears it goes back to the end
 * of the queue. Moving an entry with each request that asks for it would cost every request.
 */
export function createBoundedMemory<Value>(maxCharacters: number): BoundedMemory<Value> {
  const entries = new Map<string, Entry<Value>>();
  let total = 0;

  function forget(text: string): void {
    total -= entries.get(text)?.characters ?? 0;
    entries.delete(text);
  }

  function makeRoomFor(characters: number): void {
    for (const [text, entry] of entries) {
      if (total + characters <= maxCharacters) return;
      if (entry.isUsed) {
        entry.isUsed = false;
        entries.delete(text);
        entries.set(text, entry);
      } else forget(text);
    }
  }

  return {
    get(text) {
      const entry = entries.get(text);
      if (!entry) return undefined;
      entry.isUsed = true;
      return entry.value;
    },
    set(text, value, beside = 0) {
      const characters = text.length + beside;
      forget(text);
      if (characters > maxCharacters) return;
      makeRoomFor(characters);
      entries.set(text, { value, characters, isUsed: false });
      total += characters;
    },
  };
}
