import type { Rows } from '../database/rows.ts';
import type { JsonWriter } from '../json-writer.ts';
import type { Print } from './print-object.ts';
import type { Given } from './projected-type.ts';

/** Of all rows, the column with the key by which they were found. */
export const keyAt = 0;

const comma = 0x2c;

/** Prints a row, by its number. */
export type PrintRow<Sight> = Print<number, FoundRows<Sight>>;

/** How a field shows rows: which of them, and what it selects of those. */
export interface ShownRows<Sight> {
  readonly includes: (row: number, found: FoundRows<Sight>) => boolean;
  readonly print: PrintRow<Sight>;
}

/** Rows that were read, and what they are printed from beside their columns. Those of one key stand together. */
export class FoundRows<Sight> {
  readonly rows: Rows;
  readonly given: Given<Sight>;
  /** What was found for each list that hangs on the rows. */
  readonly lists: readonly FoundRows<Sight>[];
  #firstRows: ReadonlyMap<string, number> | undefined;

  constructor(rows: Rows, given: Given<Sight>, lists: readonly FoundRows<Sight>[]) {
    this.rows = rows;
    this.given = given;
    this.lists = lists;
  }

  /** Prints the rows of a key, with commas between them. Gives how many there were. */
  printRowsOf(key: string, { includes, print }: ShownRows<Sight>, out: JsonWriter): number {
    const { rows } = this;
    const first = (this.#firstRows ??= firstRows(rows)).get(key);
    if (first === undefined) return 0;
    let printed = 0;
    for (let row = first; row < rows.count && (row === first || rows.areAlike(first, row, keyAt)); row++) {
      if (!includes(row, this)) continue;
      if (printed > 0) out.byte(comma);
      print(out, row, this);
      printed++;
    }
    return printed;
  }
}

function firstRows(rows: Rows): ReadonlyMap<string, number> {
  const firsts = new Map<string, number>();
  for (let row = 0; row < rows.count; row++) {
    if (row === 0 || !rows.areAlike(row - 1, row, keyAt)) firsts.set(rows.text(row, keyAt) ?? '', row);
  }
  return firsts;
}

/** All of them. */
export function numbersOf({ count }: Rows): readonly number[] {
  return [...Array(count).keys()];
}
