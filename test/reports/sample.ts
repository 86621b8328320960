/** Some of them, from the first to the last. */
export function sample<Item>(items: readonly Item[], most: number): readonly Item[] {
  const step = Math.max(1, (items.length - 1) / (most - 1));
  return Array.from({ length: Math.min(most, items.length) }, (_, at) => items[Math.round(at * step)]).filter(
    (item) => item !== undefined,
  );
}
