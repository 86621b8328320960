import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { strToU8, Zip, ZipDeflate, type AsyncFlateStreamHandler, type ZipInputFile } from 'fflate';
import { onVietnamClock, type Cell, type ExportedTable } from './exported-table.ts';

/**
 * A table as an Excel workbook (Office Open XML) of one sheet, with its first row frozen. Moments are real ones, shown on
 * Viet Nam's clock. Text is always text: nothing in it can become a formula.
 *
 * The sheet is compressed as its rows come, so that memory holds a part of them.
 */
export async function* xlsxOf({ columns, rows }: ExportedTable): AsyncGenerator<Uint8Array> {
  const workbook = new Workbook();
  for (const [path, content] of Object.entries(parts)) workbook.add(path, content);
  const sheet = new Sheet();
  workbook.begin(sheet);
  async function* counted(): AsyncGenerator<Uint8Array> {
    yield sheet.counted(strToU8(sheetHead + xlsxRow(columns, headStyle)));
    for await (const chunk of rows('xlsx')) yield sheet.counted(chunk);
    yield sheet.counted(strToU8('</sheetData></worksheet>'));
  }
  // Off this thread, several times faster than in JavaScript.
  const compressed: AsyncIterable<Buffer<ArrayBuffer>> = Readable.from(counted(), { objectMode: false }).compose(
    createDeflateRaw({ level: compressionLevel }),
  );
  for await (const chunk of compressed) {
    sheet.ondata(null, chunk, false);
    yield* workbook.taken();
  }
  sheet.ondata(null, new Uint8Array(), true);
  workbook.end();
  yield* workbook.taken();
}

/** Rows repeat so much that more effort saves little. */
const compressionLevel = 3;

/** The package of files that a workbook is, as far as it has not been taken yet. */
class Workbook {
  #chunks: Uint8Array[] = [];
  readonly #zip = new Zip((error, chunk) => {
    if (error) throw error;
    this.#chunks.push(chunk);
  });

  add(path: string, content: string): void {
    const file = new ZipDeflate(path, { level: compressionLevel });
    this.#zip.add(file);
    file.push(strToU8(content), true);
  }

  begin(file: ZipInputFile): void {
    this.#zip.add(file);
  }

  end(): void {
    this.#zip.end();
  }

  taken(): readonly Uint8Array[] {
    const chunks = this.#chunks;
    this.#chunks = [];
    return chunks;
  }
}

/** The file of the sheet, which is compressed elsewhere. */
class Sheet implements ZipInputFile {
  readonly filename = 'xl/worksheets/sheet1.xml';
  readonly compression = 8;
  crc = 0;
  size = 0;
  /** Set by the package that it is put into. */
  ondata: AsyncFlateStreamHandler = () => {};

  counted(chunk: Uint8Array): Uint8Array {
    this.crc = crc32(chunk, this.crc);
    this.size += chunk.length;
    return chunk;
  }
}

export const momentStyle = 1;
const headStyle = 2;

export function xlsxRow(cells: readonly Cell[], style: number | null = null): string {
  return `<row>${cells.map((cell) => element(cell, style)).join('')}</row>`;
}

function element(cell: Cell, style: number | null): string {
  if (cell === null) return '<c/>';
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
  if (cell instanceof Date) return `<c s="${momentStyle}"><v>${serial(cell)}</v></c>`;
  const styled = style === null ? '' : ` s="${style}"`;
  return `<c t="inlineStr"${styled}><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

const dayMs = 24 * 60 * 60 * 1000;
/** Excel counts days from here, and takes 1900 for a leap year, which is in the past of any moment of ours. */
const epoch = Date.UTC(1899, 11, 30);

function serial(moment: Date): string {
  return String((onVietnamClock(moment).getTime() - epoch) / dayMs);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** What XML cannot hold, such as control characters, is left out. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
    .replace(/[&<>]/g, (character) => entities[character] ?? '');
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const sheetHead = `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">
<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;

/** Everything in the package but the sheet. */
const parts: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `${declaration}<Types xmlns="${packaged}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/>
<Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${spreadsheet}.worksheet+xml"/></Types>`,
  '_rels/.rels': `${declaration}<Relationships xmlns="${packaged}/relationships">
<Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>
<sheet name="Báo cáo" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${declaration}<Relationships xmlns="${packaged}/relationships">
<Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `${declaration}<styleSheet xmlns="${main}">
<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy hh:mm"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`,
};
