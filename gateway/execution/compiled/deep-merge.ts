type Fields = Record<string, unknown>;

/**
 * Adds to `target` what a later fetch brought about the same object; what is an object or an equally long list in both is
 * merged in turn, anything else is replaced. Takes parts of `source` over without copying them.
 */
export function deepMerge(target: Fields, source: Fields): void {
  for (const key of Object.keys(source)) {
    const added = source[key];
    if (added === undefined) continue;
    // A subgraph may send any key: `__proto__` must become a property like any other.
    if (key in Object.prototype) defineOwn(target, key);
    const present = target[key];
    if (isFields(added) && isFields(present)) deepMerge(present, added);
    else if (Array.isArray(added) && Array.isArray(present) && added.length === present.length) {
      mergeItems(present, added);
    } else target[key] = added;
  }
}

function mergeItems(target: unknown[], source: readonly unknown[]): void {
  for (const [index, added] of source.entries()) {
    const present = target[index];
    if (isFields(added) && isFields(present)) deepMerge(present, added);
    else if (Array.isArray(added) && Array.isArray(present) && added.length === present.length) {
      mergeItems(present, added);
    } else target[index] = added;
  }
}

function defineOwn(target: Fields, key: string): void {
  if (Object.hasOwn(target, key)) return;
  Object.defineProperty(target, key, { configurable: true, enumerable: true, writable: true, value: undefined });
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
