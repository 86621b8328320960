/** What a cell holds: a `Date` is a moment, shown on the clock of Viet Nam; null is an empty cell. */
export type Cell = string | number | Date | null;

/**
 * How rows are written into a kind of file. There are two ways, since a table comes from here or, where it may have any number
 * of rows, from the database: it then writes the rows itself (`rows-from-database.ts`).
 */
export const rowFormats = ['csv', 'xlsx'] as const;

export type RowFormat = (typeof rowFormats)[number];

/** A table to be read as a file. */
export interface ExportedTable {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly columns: readonly string[];
  /** The rows below the columns' names, as they stand in such a file: a part of them is there at a time. */
  rows(format: RowFormat): AsyncIterable<Uint8Array>;
}

const offsetMs = 7 * 60 * 60 * 1000;

/** The same moment as if Viet Nam's clock were Greenwich's, for programs that know no time zones. */
export function onVietnamClock(moment: Date): Date {
  return new Date(moment.getTime() + offsetMs);
}
