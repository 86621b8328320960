import { RequestError } from '../errors.ts';
import { hostileArchive } from './hostile-archive.ts';
import { encryptedDocument } from './recognise-compound-file.ts';

interface AllowedType {
  readonly mediaType: string;
  /** What `recogniseContent` may say of a file with this extension; the media type itself where left out. */
  readonly contents?: readonly string[];
}

const openXml = 'application/vnd.openxmlformats-officedocument';
const docx = `${openXml}.wordprocessingml.document`;
const xlsx = `${openXml}.spreadsheetml.sheet`;
const pptx = `${openXml}.presentationml.presentation`;
const odt = 'application/vnd.oasis.opendocument.text';
const ods = 'application/vnd.oasis.opendocument.spreadsheet';

/** What an office exchanges. Nothing that a browser or a computer would run: no HTML, no SVG, no macros, no programs. */
const typesByExtension: ReadonlyMap<string, AllowedType> = new Map<string, AllowedType>([
  ['pdf', { mediaType: 'application/pdf' }],
  ['doc', { mediaType: 'application/msword' }],
  ['docx', { mediaType: docx }],
  ['xls', { mediaType: 'application/vnd.ms-excel' }],
  ['xlsx', { mediaType: xlsx }],
  ['ppt', { mediaType: 'application/vnd.ms-powerpoint' }],
  ['pptx', { mediaType: pptx }],
  ['odt', { mediaType: odt }],
  ['ods', { mediaType: ods }],
  ['png', { mediaType: 'image/png', contents: ['image/png', 'image/apng'] }],
  ['jpg', { mediaType: 'image/jpeg' }],
  ['jpeg', { mediaType: 'image/jpeg' }],
  ['gif', { mediaType: 'image/gif' }],
  ['webp', { mediaType: 'image/webp' }],
  ['tif', { mediaType: 'image/tiff' }],
  ['tiff', { mediaType: 'image/tiff' }],
  ['txt', { mediaType: 'text/plain', contents: ['text/plain', 'application/xml'] }],
  ['csv', { mediaType: 'text/csv', contents: ['text/plain'] }],
  ['xml', { mediaType: 'application/xml' }],
  ['zip', { mediaType: 'application/zip', contents: ['application/zip', docx, xlsx, pptx, odt, ods] }],
  ['rar', { mediaType: 'application/vnd.rar' }],
  ['7z', { mediaType: 'application/x-7z-compressed' }],
]);

/** Types that every browser shows by itself and none runs as a page of ours. */
const previewableTypes: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'text/plain',
]);

/** Whether a file of this type may be shown in a browser's window instead of being downloaded. */
export function isPreviewable(mediaType: string): boolean {
  return previewableTypes.has(mediaType);
}

/**
 * The media type that a file's extension stands for.
 *
 * @throws RequestError `FILE_TYPE_NOT_ALLOWED` where the extension is not on the list.
 */
export function mediaTypeByName(name: string): string {
  return allowedType(name).mediaType;
}

/**
 * The media type of a file whose content has been recognised as `content` (null: as nothing known).
 *
 * @throws RequestError `FILE_TYPE_NOT_ALLOWED` where the extension is not on the list, or the content is something else.
 */
export function mediaTypeByNameAndContent(name: string, content: string | null): string {
  const { mediaType, contents = [mediaType] } = allowedType(name);
  if (content !== null && contents.includes(content)) return mediaType;
  if (content === encryptedDocument) {
    throw new RequestError('FILE_TYPE_NOT_ALLOWED', {
      vi: `Tệp “${name}” được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.`,
      en: `The file “${name}” is protected by a password. Remove the password and send it again.`,
    });
  }
  if (content === hostileArchive) {
    throw new RequestError('FILE_TYPE_NOT_ALLOWED', {
      vi: `Tệp “${name}” bị hỏng, hoặc chứa tệp nén bên trong, đường dẫn lạ hay dung lượng quá lớn khi giải nén. Hãy gửi từng tệp, không nén.`,
      en: `The file “${name}” is damaged, or holds archives, odd paths, or far more than it seems to. Send the files one by one, unpacked.`,
    });
  }
  throw new RequestError('FILE_TYPE_NOT_ALLOWED', {
    vi: `Nội dung của tệp “${name}” không phải là loại “.${extension(name)}”. Hãy gửi đúng tệp, hoặc lưu lại theo đúng loại.`,
    en: `The content of the file “${name}” is not of the type “.${extension(name)}”. Send the right file, or save it as that type.`,
  });
}

function allowedType(name: string): AllowedType {
  const type = typesByExtension.get(extension(name));
  if (type) return type;
  const list = [...typesByExtension.keys()].join(', ');
  throw new RequestError('FILE_TYPE_NOT_ALLOWED', {
    vi: `Không nhận loại tệp của “${name}”. Các loại được nhận: ${list}.`,
    en: `The type of the file “${name}” is not accepted. Accepted types: ${list}.`,
  });
}

function extension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}
