import { differs, passAny, passByte, passNull, passString } from './json-bytes.ts';
import type { RequiredField } from './join-sites.ts';

/** Reads a value that has been passed already. `json` has one character a byte. */
export type Project = (bytes: Buffer, start: number) => Projected;

interface Projected {
  readonly json: string;
  readonly end: number;
}

/**
 * Compiles what a representation takes of a value that is an object or a list of objects: the fields that the other
 * subgraph requires, in the order in which it names them, and nothing else that the client happened to select there.
 */
export function compileProjection(required: readonly RequiredField[]): Project {
  const fields = required.map(({ name, nested }) => ({
    key: Buffer.from(`${JSON.stringify(name)}:`),
    label: `${JSON.stringify(name)}:`,
    read: nested ? compileProjection(nested) : readWhole,
  }));

  function readObject(bytes: Buffer, start: number): Projected {
    const texts: string[] = [];
    let at = passByte(bytes, start, 0x7b);
    for (;;) {
      const index = fields.findIndex(({ key }) => key.equals(bytes.subarray(at, at + key.length)));
      const field = fields[index];
      if (field) {
        const { json, end } = field.read(bytes, at + field.key.length);
        texts[index] = field.label + json;
        at = end;
      } else at = passAny(bytes, passByte(bytes, passString(bytes, at), 0x3a));
      if (bytes[at] !== 0x2c) break;
      at += 1;
    }
    for (const index of fields.keys()) if (texts[index] === undefined) differs();
    return { json: `{${texts.join(',')}}`, end: passByte(bytes, at, 0x7d) };
  }

  function readList(bytes: Buffer, start: number): Projected {
    const items: string[] = [];
    let at = passByte(bytes, start, 0x5b);
    if (bytes[at] === 0x5d) return { json: '[]', end: at + 1 };
    for (;;) {
      const { json, end } = read(bytes, at);
      items.push(json);
      at = end;
      if (bytes[at] !== 0x2c) break;
      at += 1;
    }
    return { json: `[${items.join(',')}]`, end: passByte(bytes, at, 0x5d) };
  }

  function read(bytes: Buffer, at: number): Projected {
    if (bytes[at] === 0x6e) return { json: 'null', end: passNull(bytes, at) };
    return bytes[at] === 0x5b ? readList(bytes, at) : readObject(bytes, at);
  }
  return read;
}

function readWhole(bytes: Buffer, start: number): Projected {
  const end = passAny(bytes, start);
  return { json: bytes.toString('latin1', start, end), end };
}

/** What is required of a value that stands between two places. */
export function projected(bytes: Buffer, project: Project, start: number, end: number): string {
  const value = project(bytes, start);
  return value.end === end ? value.json : differs();
}
