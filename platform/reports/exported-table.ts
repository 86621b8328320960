/** What a cell holds: a `Date` is a moment, shown on the clock of Viet Nam; null is an empty cell. */
export type Cell = string | number | Date | null;

/** A table to be read as a file: however many rows there are, only a batch of them is there at a time. */
export interface ExportedTable {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly batches: AsyncIterable<readonly (readonly Cell[])[]>;
}

const offsetMs = 7 * 60 * 60 * 1000;

/** The same moment as if Viet Nam's clock were Greenwich's, for programs that know no time zones. */
export function onVietnamClock(moment: Date): Date {
  return new Date(moment.getTime() + offsetMs);
}
