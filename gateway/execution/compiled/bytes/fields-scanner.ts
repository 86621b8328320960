import { NotCovered } from '../not-covered.ts';
import type { BytesFetch } from './join-sites.ts';
import type { Scan } from './pieces.ts';

/** Passes the fields of an object, without its braces. */
export type ScanFields = (scan: Scan) => void;

export interface FieldPlan {
  readonly name: string;
  /** Whether it goes to the client. */
  readonly isKept: boolean;
  readonly scan: ScanFields;
}

export interface FieldsPlan {
  readonly type: string;
  /** In the order of the fetch. */
  readonly fields: readonly FieldPlan[];
  /** In the order of the client: names of this fetch's fields, and the fetches that bring others. */
  readonly order: readonly (string | BytesFetch)[];
  /** The fetches that want a representation of this object, by the fields named. */
  readonly joins: readonly { readonly join: BytesFetch; readonly keys: readonly string[] }[];
}

const comma = 0x2c;
/** Of `Literals`. */
const commaText = 0;

/** @throws NotCovered where the client wants the fields of another fetch in several places. */
export function fieldsScanner({ type, fields, order, joins }: FieldsPlan): ScanFields {
  const distinctOrder = order.filter((part, index) => part !== order[index - 1]);
  if (new Set(distinctOrder).size < distinctOrder.length) throw new NotCovered('bytes: fields of one fetch apart');
  const indexOf = new Map(fields.map(({ name }, index) => [name, index]));
  const keys = joins.map(({ join, keys: names }) => ({
    fetch: join.number,
    indexes: names.map((name) => {
      const index = indexOf.get(name);
      if (index === undefined) throw new NotCovered('bytes: a key that another fetch brings');
      return index;
    }),
  }));
  const names = fields.map(({ name }) => Buffer.from(`${JSON.stringify(name)}:`));
  const own = distinctOrder.filter((part) => typeof part === 'string');
  const kept = fields.filter(({ isKept }) => isKept).map(({ name }) => name);
  const isVerbatim = joins.length === 0 && own.length === fields.length && own.every((name, at) => name === kept[at]);
  if (isVerbatim) return verbatim;

  const starts = new Int32Array(fields.length);
  const ends = new Int32Array(fields.length);
  const pieceStarts = new Int32Array(fields.length);
  const pieceEnds = new Int32Array(fields.length);
  const parts = distinctOrder.map((part) =>
    typeof part === 'string' ? { own: indexOf.get(part) ?? 0 } : { join: part.number },
  );
  return rearranged;

  function verbatim(scan: Scan): void {
    for (let index = 0; index < fields.length; index++) {
      if (index > 0) scan.byte(comma);
      const name = names[index];
      if (name) scan.expect(name);
      fields[index]?.scan(scan);
    }
  }

  /** Cuts every field out, then lays them down in the client's order, with holes for what others bring. */
  function rearranged(scan: Scan): void {
    const { pieces } = scan;
    scan.cut(scan.at);
    const base = pieces.length;
    for (let index = 0; index < fields.length; index++) {
      if (index > 0) scan.byte(comma);
      scan.from = scan.at;
      starts[index] = scan.at;
      pieceStarts[index] = pieces.length;
      const name = names[index];
      if (name) scan.expect(name);
      fields[index]?.scan(scan);
      ends[index] = scan.at;
      if (fields[index]?.isKept) scan.cut(scan.at);
      pieceEnds[index] = pieces.length;
    }
    scan.from = scan.at;
    const numbers = new Map(keys.map(({ fetch, indexes }) => [fetch, represent(scan, fetch, indexes)]));
    const cuts = pieces.splice(base);
    for (const [index, part] of parts.entries()) {
      if (index > 0) scan.literal(commaText);
      if (part.join !== undefined) scan.hole(part.join, numbers.get(part.join) ?? 0);
      else {
        const end = (pieceEnds[part.own] ?? 0) - base;
        for (let at = (pieceStarts[part.own] ?? 0) - base; at < end; at++) pieces.push(cuts[at] ?? 0);
      }
    }
  }

  function represent(scan: Scan, fetch: number, indexes: readonly number[]): number {
    const text = indexes.map((index) => scan.bytes.toString('latin1', starts[index], ends[index])).join(',');
    return scan.joins[fetch]?.add(`{${text}}`, type) ?? 0;
  }
}
