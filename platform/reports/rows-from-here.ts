import { csvRow } from './csv.ts';
import type { Cell, ExportedTable, RowFormat } from './exported-table.ts';
import { xlsxRow } from './xlsx.ts';

/** Rows that are here, such as those of a report: as many as its groups. */
export function rowsFromHere(rows: readonly (readonly Cell[])[]): ExportedTable['rows'] {
  return async function* written(format: RowFormat) {
    const write = format === 'csv' ? csvRow : (cells: readonly Cell[]) => xlsxRow(cells);
    yield Buffer.from(rows.map(write).join(''));
  };
}
