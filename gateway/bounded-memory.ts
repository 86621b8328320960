/** Values by text, of which those asked for longest ago are forgotten when the texts together grow too long. */
export interface BoundedMemory<Value> {
  get(text: string): Value | undefined;
  /** `characters` is what the value weighs beside its text. */
  set(text: string, value: Value, characters?: number): void;
}

/** A value whose text alone is longer than `maxCharacters` is not kept. */
export function createBoundedMemory<Value>(maxCharacters: number): BoundedMemory<Value> {
  const entries = new Map<string, { readonly value: Value; readonly characters: number }>();
  let total = 0;

  function forget(text: string): void {
    total -= entries.get(text)?.characters ?? 0;
    entries.delete(text);
  }

  return {
    get(text) {
      const entry = entries.get(text);
      if (!entry) return undefined;
      entries.delete(text);
      entries.set(text, entry);
      return entry.value;
    },
    set(text, value, beside = 0) {
      const characters = text.length + beside;
      forget(text);
      if (characters > maxCharacters) return;
      entries.set(text, { value, characters });
      total += characters;
      for (const oldest of entries.keys()) {
        if (total <= maxCharacters) return;
        forget(oldest);
      }
    },
  };
}
