type Path = readonly (string | number)[];

/**
 * For each representation of an `_entities` fetch, which of the objects at `path` it stands for.
 *
 * Apollo Gateway places an error of representation n at the n-th object, although it sends none for objects that lack
 * the key or are of another type. The order is the same in both lists, so walking them side by side finds the partners.
 */
export function entityPositions(
  merged: Readonly<Record<string, unknown>>,
  path: Path,
  representations: readonly unknown[],
): readonly number[] {
  const objects = objectsAt(merged, path);
  if (objects.length === representations.length) return representations.map((_, index) => index);
  const positions = partners(representations, objects);
  // A subgraph that knows an interface as an object is sent that name instead of the object's own type.
  return positions.at(-1) === objects.length ? partners(representations.map(withoutType), objects) : positions;
}

function partners(representations: readonly unknown[], objects: readonly unknown[]): readonly number[] {
  const positions: number[] = [];
  let next = 0;
  for (const representation of representations) {
    while (next < objects.length && !represents(representation, objects[next])) next += 1;
    positions.push(next);
    next = Math.min(next + 1, objects.length);
  }
  return positions;
}

function withoutType(representation: unknown): unknown {
  if (!isRecord(representation)) return representation;
  const { __typename: _named, ...key } = representation;
  return key;
}

/** The objects at a path in which `@` stands for every item of a list, in order and without gaps. */
function objectsAt(value: unknown, path: Path): unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) {
    const rest = path[0] === '@' ? path.slice(1) : path;
    return value.flatMap((item: unknown) => objectsAt(item, rest));
  }
  const [head, ...rest] = path;
  if (head === undefined) return [value];
  return isRecord(value) ? objectsAt(value[head], rest) : [];
}

function represents(part: unknown, whole: unknown): boolean {
  // A nested object that lacks what is required is represented by null.
  if (part === null) return true;
  if (Array.isArray(part)) return Array.isArray(whole) && part.every((item, index) => represents(item, whole[index]));
  if (!isRecord(part)) return part === whole;
  return isRecord(whole) && Object.entries(part).every(([key, value]) => represents(value, whole[key]));
}

function isRecord(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}
