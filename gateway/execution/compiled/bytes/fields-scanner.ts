import { NotCovered } from '../not-covered.ts';
import type { BytesFetch, RequiredField } from './join-sites.ts';
import { compileProjection, type Project } from './key-projection.ts';
import type { Literals, Scan } from './pieces.ts';

/** Passes the fields of an object, without its braces. */
export type ScanFields = (scan: Scan) => void;

export interface FieldPlan {
  /** As the client and other fetches know it. */
  readonly name: string;
  /** As the fetch's answer has it: the planner gives an alias to what would clash. */
  readonly key: string;
  /** Whether it goes to the client. */
  readonly isKept: boolean;
  readonly scan: ScanFields;
}

/**
 * What stands where in the client's order: a field of this fetch, a stretch of fields that another fetch brings, or the
 * end of such a stretch in that other fetch's own answer.
 */
export type Part =
  | { readonly own: string }
  | { readonly join: BytesFetch; readonly stretch: number }
  | { readonly end: 'stretch' };

export interface FieldsPlan {
  readonly type: string;
  /** In the order of the fetch. */
  readonly fields: readonly FieldPlan[];
  /** In the order of the client. */
  readonly parts: readonly Part[];
  /** The fetches that want a representation of this object. */
  readonly joins: readonly { readonly join: BytesFetch; readonly keys: readonly RequiredField[] }[];
}

const comma = 0x2c;

/** @throws NotCovered where another fetch wants to know something of an object that this fetch does not bring. */
export function fieldsScanner({ type, fields, parts, joins }: FieldsPlan, literals: Literals): ScanFields {
  const indexOf = new Map(fields.map(({ name }, index) => [name, index]));
  const keys = fields.map(({ key }) => Buffer.from(`${JSON.stringify(key)}:`));
  const scans = fields.map(({ scan }) => scan);
  const kept = fields.filter(({ isKept }) => isKept);
  const isVerbatim =
    joins.length === 0 &&
    parts.length === fields.length &&
    kept.length === fields.length &&
    parts.every((part, at) => 'own' in part && part.own === kept[at]?.name && part.own === kept[at].key);
  if (isVerbatim) return verbatim;

  const starts = new Int32Array(fields.length);
  const ends = new Int32Array(fields.length);
  const pieceStarts = new Int32Array(fields.length);
  const pieceEnds = new Int32Array(fields.length);
  const isKept = fields.map((field) => field.isKept);
  const labels = fields.map(({ name, key }) => (name === key ? undefined : literals.add(`${JSON.stringify(name)}:`)));
  const representations = joins.map(({ join, keys: required }) => compileRepresentation(join, required));
  const numbers = new Int32Array(joins.length);
  const layDown = parts.map((part): LayDown => {
    if ('own' in part) return ownField(indexOf.get(part.own) ?? 0);
    if ('end' in part) return null;
    const index = joins.findIndex(({ join }) => join === part.join);
    return (scan) => scan.hole(part.join.number, numbers[index] ?? 0, part.stretch);
  });
  return rearranged;

  function verbatim(scan: Scan): void {
    for (let index = 0; index < scans.length; index++) {
      if (index > 0) scan.byte(comma);
      const key = keys[index];
      if (key) scan.expect(key);
      scans[index]?.(scan);
    }
  }

  /** Cuts every field out, then lays them down in the client's order, with holes for what others bring. */
  function rearranged(scan: Scan): void {
    const { pieces } = scan;
    scan.cut(scan.at);
    const base = pieces.length;
    for (let index = 0; index < scans.length; index++) {
      if (index > 0) scan.byte(comma);
      scan.from = scan.at;
      starts[index] = scan.at;
      pieceStarts[index] = pieces.length;
      const key = keys[index];
      if (key) scan.expect(key);
      const label = labels[index];
      if (label !== undefined) {
        scan.literal(label);
        scan.from = scan.at;
      }
      scans[index]?.(scan);
      ends[index] = scan.at;
      if (isKept[index]) scan.cut(scan.at);
      pieceEnds[index] = pieces.length;
    }
    scan.from = scan.at;
    for (const [index, represent] of representations.entries()) numbers[index] = represent(scan);
    const cuts = pieces.splice(base);
    let isFirst = true;
    for (const put of layDown) {
      if (put === null) scan.endStretch();
      else {
        if (!isFirst) scan.comma();
        put(scan, cuts, base);
      }
      isFirst = put === null;
    }
  }

  function ownField(index: number): LayDown {
    return ({ pieces }, cuts, base) => {
      const end = (pieceEnds[index] ?? 0) - base;
      for (let at = (pieceStarts[index] ?? 0) - base; at < end; at++) pieces.push(cuts[at] ?? 0);
    };
  }

  /** Cuts out what another fetch wants to know of the object that was just passed; the number of the representation. */
  function compileRepresentation(join: BytesFetch, required: readonly RequiredField[]): (scan: Scan) => number {
    const reads = required.map(({ name, nested, value }): ReadKey => {
      const index = indexOf.get(name);
      const field = index === undefined ? undefined : fields[index];
      if (index === undefined || !field) throw new NotCovered('bytes: a key that another fetch brings');
      const label = `${JSON.stringify(name)}:`;
      if (value !== undefined) return () => `${label}${value}`;
      const keyLength = keys[index]?.length ?? 0;
      if (nested) {
        const project = compileProjection(nested);
        return (scan) => label + projected(scan, project, (starts[index] ?? 0) + keyLength, ends[index] ?? 0);
      }
      if (field.key === name) return (scan) => scan.bytes.toString('latin1', starts[index], ends[index]);
      return (scan) => label + scan.bytes.toString('latin1', (starts[index] ?? 0) + keyLength, ends[index]);
    });
    return (scan) => {
      let text = '{';
      for (const [index, read] of reads.entries()) text += index > 0 ? `,${read(scan)}` : read(scan);
      return scan.joins[join.number]?.add(`${text}}`, type) ?? 0;
    };
  }
}

/** Puts one part of the object where the client wants it; null ends a stretch. */
type LayDown = ((scan: Scan, cuts: readonly number[], base: number) => void) | null;

/** Reads one field of a representation as JSON, with its name. */
type ReadKey = (scan: Scan) => string;

function projected(scan: Scan, project: Project, start: number, end: number): string {
  const text = project(scan.bytes, start);
  return text.end === end ? text.json : scan.differs();
}
