import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { isPreviewable, mediaTypeByNameAndContent } from '../../platform/files/allowed-types.ts';
import { recogniseContent } from '../../platform/files/recognise-content.ts';
import { safeFileName } from '../../platform/files/safe-file-name.ts';

const fixture = (name: string) => readFile(new URL(`../fixtures/files/${name}`, import.meta.url));

function recognise(bytes: Buffer): Promise<string | null> {
  return recogniseContent({ size: bytes.length, read: async (start, length) => bytes.subarray(start, start + length) });
}

async function accept(name: string, bytes: Buffer | string): Promise<string> {
  return mediaTypeByNameAndContent(name, await recognise(Buffer.from(bytes)));
}

const openXml = 'application/vnd.openxmlformats-officedocument';

describe('a file is accepted by its extension and its content', () => {
  it.each([
    ['van-ban.docx', `${openXml}.wordprocessingml.document`],
    ['bang-tinh.xlsx', `${openXml}.spreadsheetml.sheet`],
    ['trinh-chieu.pptx', `${openXml}.presentationml.presentation`],
    ['van-ban.doc', 'application/msword'],
    ['bang-tinh.xls', 'application/vnd.ms-excel'],
    ['trinh-chieu.ppt', 'application/vnd.ms-powerpoint'],
    ['van-ban.odt', 'application/vnd.oasis.opendocument.text'],
    ['bang-tinh.ods', 'application/vnd.oasis.opendocument.spreadsheet'],
    ['anh.png', 'image/png'],
    ['anh.jpg', 'image/jpeg'],
    ['anh.gif', 'image/gif'],
    ['anh.webp', 'image/webp'],
    ['anh.tif', 'image/tiff'],
    ['goi.zip', 'application/zip'],
    ['goi.rar', 'application/vnd.rar'],
    ['goi.7z', 'application/x-7z-compressed'],
  ])('%s', async (name, mediaType) => {
    expect(await accept(name, await fixture(name))).toBe(mediaType);
    expect(await accept(name.toUpperCase(), await fixture(name))).toBe(mediaType);
  });

  it.each([
    ['tờ khai.pdf', '%PDF-1.4\n1 0 obj <</Type/Catalog>> endobj', 'application/pdf'],
    ['ghi chú.txt', 'Ủy ban nhân dân tỉnh Bình Định\r\nSở Thông tin và Truyền thông\r\n', 'text/plain'],
    ['danh sách.csv', '\ufeffMã hồ sơ;Người nộp\r\n000.00.13.H08-210805-0001;Nguyễn Thị Hoa\r\n', 'text/csv'],
    ['số liệu.csv', 'BMI,MZ,GIF8\r\n1,2,3\r\n', 'text/csv'],
    ['dữ liệu.xml', '<?xml version="1.0" encoding="UTF-8"?>\n<!-- 2021 -->\n<hoSo ma="1"/>', 'application/xml'],
    ['dữ liệu.xml', '<hs:hoSo xmlns:hs="urn:hs"><a/></hs:hoSo>', 'application/xml'],
    ['ví dụ.txt', '<hoSo>xem ở trên</hoSo>', 'text/plain'],
    ['so sánh.txt', 'a < b và b > c', 'text/plain'],
  ])('%s with %j', async (name, content, mediaType) => {
    expect(await accept(name, content)).toBe(mediaType);
  });

  it('a text in UTF-16 or in an 8-bit encoding of Vietnamese is a text', async () => {
    const utf16 = Buffer.from('\ufeffCộng hòa xã hội chủ nghĩa Việt Nam', 'utf16le');
    expect(await accept('quoc-hieu.txt', utf16)).toBe('text/plain');
    expect(await accept('quoc-hieu.txt', Buffer.from('C\xf4ng v\xe3n s\xf5 12', 'latin1'))).toBe('text/plain');
  });

  it('a text may be cut inside a character where the part that is looked at ends', async () => {
    expect(await accept('dai.txt', `a${'ữ'.repeat(60_000)}`)).toBe('text/plain');
  });

  it('a scanned image whose directory stands at the end is an image', async () => {
    const tiff = Buffer.alloc(300_000);
    tiff.write('II*\0', 'latin1');
    tiff.writeUInt32LE(299_000, 4);
    expect(await accept('quét.tiff', tiff)).toBe('image/tiff');
  });
});

describe('a file is refused whose content is not what its name says', () => {
  it.each([
    ['anh.png', 'tờ khai.pdf'],
    ['program.elf', 'tờ khai.pdf'],
    ['program.jar', 'goi.zip'],
    ['program.jar', 'van-ban.docx'],
    ['goi.zip', 'van-ban.docx'],
    ['van-ban.docx', 'bang-tinh.xlsx'],
    ['van-ban.docx', 'van-ban.doc'],
    ['van-ban.doc', 'bang-tinh.xls'],
    ['van-ban.rtf', 'van-ban.doc'],
    ['van-ban.rtf', 'van-ban.txt'],
    ['van-ban.odt', 'bang-tinh.ods'],
    ['macro.docx', 'macro.docx'],
    ['goi.rar', 'goi.7z'],
    ['anh.gif', 'anh.jpg'],
  ])('%s under the name %s', async (content, name) => {
    await expect(accept(name, await fixture(content))).rejects.toMatchObject({ code: 'FILE_TYPE_NOT_ALLOWED' });
  });

  it.each([
    ['tờ khai.pdf', 'Không phải PDF'],
    ['tờ khai.pdf', '<html>%PDF-1.4</html>'],
    ['ghi chú.txt', '<!DOCTYPE html><p>Xin chào'],
    ['ghi chú.txt', '  <!-- --> <SCRIPT>alert(1)</SCRIPT>'],
    ['ghi chú.txt', '#!/bin/sh\nrm -rf /'],
    ['danh sách.csv', '<table><tr><td>1</td></tr></table>'],
    ['dữ liệu.xml', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['dữ liệu.xml', '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "a" "b" [<!ENTITY x "y">]><svg:svg/>'],
    ['dữ liệu.xml', '<?xml version="1.0"?><x:html xmlns:x="http://www.w3.org/1999/xhtml"/>'],
    ['dữ liệu.xml', 'không có thẻ nào'],
    ['anh.png', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ])('%s with %j', async (name, content) => {
    await expect(accept(name, content)).rejects.toMatchObject({ code: 'FILE_TYPE_NOT_ALLOWED' });
  });

  it('a document cut off in the middle is no document', async () => {
    const whole = await fixture('van-ban.docx');
    await expect(accept('van-ban.docx', whole.subarray(0, 4_000))).rejects.toMatchObject({
      code: 'FILE_TYPE_NOT_ALLOWED',
    });
  });

  it('a document with a password is refused with a sentence that says so', async () => {
    const text = { en: expect.stringContaining('Remove the password'), vi: expect.stringContaining('bỏ mật khẩu') };
    await expect(accept('password.xls', await fixture('password.xls'))).rejects.toMatchObject({ text });
  });

  it.each([
    'trang.html',
    'hình.svg',
    'cài đặt.exe',
    'script.js',
    'thư.eml',
    'khong-duoi',
    'tờ khai.pdf.exe',
    'van-ban.docm',
  ])('the extension of %s is not accepted, whatever the content', async (name) => {
    await expect(accept(name, '%PDF-1.4')).rejects.toMatchObject({ code: 'FILE_TYPE_NOT_ALLOWED' });
  });

  it.each(['d0cf11e0a1b11ae1', '504b0304', '504b0506', 'd0cf11e0a1b11ae1'.padEnd(1200, '3')])(
    'damaged content that begins with %s is read without harm',
    async (hex) => {
      await expect(accept('van-ban.doc', Buffer.from(hex, 'hex'))).rejects.toMatchObject({
        code: 'FILE_TYPE_NOT_ALLOWED',
      });
    },
  );
});

it('only what every browser shows safely is shown in the browser', () => {
  const shown = ['application/pdf', 'image/png', 'image/jpeg', 'image/gif', 'image/webp', 'text/plain'];
  for (const mediaType of shown) expect(isPreviewable(mediaType)).toBe(true);
  for (const mediaType of [
    'text/html',
    'image/svg+xml',
    'application/xml',
    'text/csv',
    'image/tiff',
    'application/zip',
  ]) {
    expect(isPreviewable(mediaType)).toBe(false);
  }
});

describe('a file name', () => {
  it.each([
    ['tờ khai đăng ký (bản sửa).pdf', 'tờ khai đăng ký (bản sửa).pdf'],
    ['tờ khai.pdf'.normalize('NFD'), 'tờ khai.pdf'],
    ['C:\\Hồ sơ\\tờ khai.pdf', 'tờ khai.pdf'],
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['..\\..\\đơn.docx', 'đơn.docx'],
    ['đơn\r\nX-Header: 1\0.pdf', 'đơnX-Header: 1.pdf'],
    ['hóa đơn\u202efdp.exe', 'hóa đơnfdp.exe'],
    ['.htaccess', 'htaccess'],
    ['  đơn.pdf. . ', 'đơn.pdf'],
    ['đơn "bản 2".pdf', 'đơn "bản 2".pdf'],
    ['a\ud800.pdf', 'a\ufffd.pdf'],
    ['', 'tep-khong-ten'],
    ['..', 'tep-khong-ten'],
    ['thư mục/', 'tep-khong-ten'],
  ])('%j becomes %j', (given, name) => {
    expect(safeFileName(given)).toBe(name);
  });

  it('is cut to 255 bytes between characters, and keeps its extension', () => {
    const name = safeFileName(`${'Quyết định phê duyệt '.repeat(30)}.docx`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    expect(Buffer.byteLength(name)).toBeGreaterThan(240);
    expect(name).toMatch(/^Quyết định .*\.docx$/);
    expect(name).not.toContain('\ufffd');
    expect(Buffer.byteLength(safeFileName('ữ'.repeat(300)))).toBeLessThanOrEqual(255);
  });
});
