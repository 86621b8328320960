/** Thrown while an operation is compiled, never while it runs: the operation is left to Apollo Gateway's own executor. */
export class NotCovered extends Error {}

/** Every object seems to have a property of such a name, so compiled code would need care that nobody's query is worth. */
export function assertOrdinaryName(name: string): void {
  if (name in Object.prototype) throw new NotCovered(`every object has a property “${name}”`);
}
