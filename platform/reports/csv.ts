import { onVietnamClock, type Cell, type ExportedTable } from './exported-table.ts';

/** By which Excel knows UTF-8; without it, it reads Vietnamese letters as something else. */
const byteOrderMark = '\ufeff';

/**
 * A table as CSV (RFC 4180) that Excel opens with Vietnamese intact: UTF-8 with its mark, CRLF. Moments are
 * `2026-11-23 09:00` on Viet Nam's clock. Text that a spreadsheet would take for a formula gets an apostrophe before it: the
 * names in a table are other people's, and a formula can send the table away.
 */
export async function* csvOf({ columns, rows }: ExportedTable): AsyncGenerator<Uint8Array> {
  // Held back until there are rows: where reading them fails, whoever asked is told so instead of cut off.
  let head: Uint8Array | null = Buffer.from(byteOrderMark + csvRow(columns));
  for await (const part of rows('csv')) {
    if (head) yield head;
    head = null;
    yield part;
  }
  if (head) yield head;
}

export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(field).join(',')}\r\n`;
}

function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (cell instanceof Date) return onVietnamClock(cell).toISOString().slice(0, 16).replace('T', ' ');
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
