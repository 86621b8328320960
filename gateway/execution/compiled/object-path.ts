type Path = readonly (string | number)[];

/** The objects at a path of a plan, in which `@` stands for every item of a list; in order, without nulls. */
export function objectsAt(data: unknown, path: Path): unknown[] {
  const found: unknown[] = [];
  gather(data, path, 0, found);
  return found;
}

function gather(value: unknown, path: Path, depth: number, found: unknown[]): void {
  if (value === null || value === undefined) return;
  const step = path[depth];
  if (step === undefined) found.push(value);
  else if (step === '@') {
    for (const item of listIn(value)) gather(item, path, depth + 1, found);
  } else gather(fieldIn(value, step), path, depth + 1, found);
}

/** For each of the objects that `objectsAt` finds, where it stands. Costs more, and is needed only for errors. */
export function positionsAt(data: unknown, path: Path): Path[] {
  const found: Path[] = [];
  locate(data, path, [], found);
  return found;
}

function locate(value: unknown, path: Path, here: Path, found: Path[]): void {
  if (value === null || value === undefined) return;
  const [step, ...rest] = path;
  if (step === undefined) found.push(here);
  else if (step === '@') {
    for (const [index, item] of listIn(value).entries()) locate(item, rest, [...here, index], found);
  } else locate(fieldIn(value, step), rest, [...here, step], found);
}

function listIn(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error('a subgraph answered with something else where a list belongs');
  return value;
}

function fieldIn(value: unknown, name: string | number): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('a subgraph answered with something else where an object belongs');
  }
  return Reflect.get(value, name);
}
