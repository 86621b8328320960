/**
 * Those with the names that were asked for; all of them where none was.
 *
 * @throws Error where that leaves nobody.
 */
export function named<T extends { readonly name: string }>(all: readonly T[], names: readonly string[]): readonly T[] {
  const found = all.filter(({ name }) => names.length === 0 || names.includes(name));
  if (found.length > 0) return found;
  throw new Error(`There is no ${names.join(', ')} here, but ${all.map(({ name }) => name).join(', ')}.`);
}
