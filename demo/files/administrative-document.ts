import PDFDocument from 'pdfkit';
import { documentFonts } from './fonts.ts';

/** What the official form of Decree 30/2020/NĐ-CP asks for, on one page. */
export interface AdministrativeDocument {
  /** Above the issuing body: ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH. Null for a paper that a citizen writes. */
  readonly superior: string | null;
  readonly issuer: string | null;
  /** Số, ký hiệu; before the clerk has numbered it, the number is a gap: `/GP-STTTT`. Null for a citizen's paper. */
  readonly symbol: string | null;
  /** `YYYY-MM-DD`; null leaves day and month open, to be written by hand. */
  readonly date: string | null;
  /** GIẤY PHÉP, THÔNG BÁO, …; null for a công văn, which has none. */
  readonly title: string | null;
  /** Trích yếu. */
  readonly subject: string;
  /** Kính gửi. */
  readonly addressee: string | null;
  readonly paragraphs: readonly string[];
  /** Who signs: position, then name. */
  readonly signer: { readonly position: string; readonly fullName: string };
  /** Nơi nhận; empty for a citizen's paper. */
  readonly recipients: readonly string[];
}

type Sheet = InstanceType<typeof PDFDocument>;

const margin = { left: 85, right: 57, top: 57, bottom: 57 } as const;
const pageWidth = 595.28;
const textWidth = pageWidth - margin.left - margin.right;
const issuerColumn = { x: margin.left - 28, width: 205 } as const;
const nationColumn = { x: margin.left + 176, width: pageWidth - margin.left - 176 - margin.right + 20 } as const;

/** Sets the document as an A4 page of PDF. The same document gives the same bytes, whenever it is set. */
export async function administrativePdf(document: AdministrativeDocument): Promise<Buffer> {
  // pdfkit derives the file's identity from its creation date, which is therefore the document's, never the clock's.
  const written = new Date(`${document.date ?? '2024-01-02'}T01:00:00Z`);
  const sheet = new PDFDocument({
    size: 'A4',
    margins: margin,
    info: {
      Title: document.subject,
      Author: document.issuer ?? document.signer.fullName,
      CreationDate: written,
      ModDate: written,
    },
    lang: 'vi-VN',
  });
  for (const [name, font] of documentFonts()) sheet.registerFont(name, font);
  const pieces: Uint8Array[] = [];
  sheet.on('data', (piece: Uint8Array) => pieces.push(piece));
  const finished = new Promise((resolve) => sheet.once('end', resolve));

  setHead(sheet, document);
  setTitle(sheet, document);
  setBody(sheet, document);
  setFoot(sheet, document);

  sheet.end();
  await finished;
  return Buffer.concat(pieces);
}

function setHead(sheet: Sheet, { superior, issuer, symbol, date, subject, title }: AdministrativeDocument): void {
  const top = margin.top;
  if (issuer === null) {
    const whole = { width: textWidth, align: 'center' } as const;
    sheet.font('bold').fontSize(13).text('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', margin.left, top, whole);
    sheet.fontSize(14).text('Độc lập - Tự do - Hạnh phúc', whole);
    rule(sheet, margin.left + textWidth / 2, sheet.y + 2, 170);
    sheet.y += 16;
    return;
  }

  const right = { width: nationColumn.width, align: 'center' } as const;
  sheet.font('bold').fontSize(12).text('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', nationColumn.x, top, right);
  sheet.fontSize(13).text('Độc lập - Tự do - Hạnh phúc', right);
  rule(sheet, nationColumn.x + nationColumn.width / 2, sheet.y + 2, 160);
  const dateLine = sheet.y + 14;

  const left = { width: issuerColumn.width, align: 'center' } as const;
  sheet
    .font('regular')
    .fontSize(11.5)
    .text(superior ?? '', issuerColumn.x, top, left);
  sheet.font('bold').text(issuer.toUpperCase(), left);
  rule(sheet, issuerColumn.x + issuerColumn.width / 2, sheet.y + 2, 70);
  const line = Math.max(dateLine, sheet.y + 12);

  sheet
    .font('regular')
    .fontSize(13)
    .text(`Số: ${symbol ?? ''}`, issuerColumn.x, line, left);
  // A công văn carries its subject under the number, every other document under its title.
  if (title === null) sheet.fontSize(12).text(`V/v ${subject}`, left);
  const below = sheet.y;
  sheet
    .font('italic')
    .fontSize(13)
    .text(`Bình Định, ${dayInWords(date)}`, nationColumn.x, line, right);
  sheet.y = Math.max(below, sheet.y) + 16;
}

function setTitle(sheet: Sheet, { title, subject, addressee }: AdministrativeDocument): void {
  const centred = { width: textWidth, align: 'center' } as const;
  if (title !== null) {
    sheet.font('bold').fontSize(14).text(title, margin.left, sheet.y, centred);
    sheet.text(subject, centred);
    rule(sheet, margin.left + textWidth / 2, sheet.y + 3, 80);
    sheet.y += 16;
  }
  if (addressee !== null) {
    sheet.font('regular').fontSize(14).text(`Kính gửi: ${addressee}`, margin.left, sheet.y, centred);
    sheet.y += 8;
  }
}

function setBody(sheet: Sheet, { paragraphs }: AdministrativeDocument): void {
  sheet.font('regular').fontSize(14);
  for (const paragraph of paragraphs) {
    sheet.text(paragraph, margin.left, sheet.y, { width: textWidth, align: 'justify', indent: 28, lineGap: 2 });
    sheet.y += 5;
  }
  sheet.y += 10;
}

function setFoot(sheet: Sheet, { recipients, signer }: AdministrativeDocument): void {
  const top = sheet.y;
  if (recipients.length > 0) {
    sheet.font('italic').fontSize(12).text('Nơi nhận:', margin.left, top, { width: 220 });
    sheet.font('regular').fontSize(11);
    const last = recipients.length - 1;
    recipients.forEach((recipient, index) => sheet.text(`- ${recipient}${index === last ? '.' : ';'}`, { width: 220 }));
  }
  const column = { width: 220, align: 'center' } as const;
  const left = margin.left + textWidth - column.width;
  sheet.font('bold').fontSize(13);
  sheet.y = top;
  // Line by line: pdfkit counts the line break itself as a letter when it centres.
  for (const line of signer.position.toUpperCase().split('\n')) sheet.text(line, left, sheet.y, column);
  sheet.text(signer.fullName, left, sheet.y + 62, column);
}

function rule(sheet: Sheet, centre: number, y: number, width: number): void {
  sheet
    .moveTo(centre - width / 2, y)
    .lineTo(centre + width / 2, y)
    .lineWidth(0.7)
    .stroke();
}

function dayInWords(date: string | null): string {
  if (date === null) return 'ngày       tháng       năm          ';
  const [year = '', month = '', day = ''] = date.split('-');
  // January and February are written with a zero in front, so that nobody can make them November or December.
  return `ngày ${day} tháng ${Number(month) > 2 ? Number(month) : month} năm ${year}`;
}
