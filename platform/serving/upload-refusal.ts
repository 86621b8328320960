import { UploadErrorCode, type UploadError } from 'graphql-upload-ts';
import { RequestError } from '../errors.ts';

/** What a caller is told when graphql-upload-ts refuses a multipart request, before or while a file arrives. */
export function uploadRefusal(
  error: UploadError,
  limits: { readonly maxFileBytes: number; readonly maxFiles: number },
): RequestError {
  switch (error.code) {
    case UploadErrorCode.FILE_TOO_LARGE:
      return new RequestError('FILE_TOO_LARGE', {
        vi: `Mỗi tệp không được quá ${inWords(limits.maxFileBytes)}. Hãy gửi tệp nhỏ hơn.`,
        en: `A file may be at most ${inWords(limits.maxFileBytes)}. Send a smaller one.`,
      });
    case UploadErrorCode.TOO_MANY_FILES:
      return new RequestError('TOO_MANY_FILES', {
        vi: `Mỗi lần chỉ gửi được tối đa ${limits.maxFiles} tệp. Hãy chia thành nhiều lần.`,
        en: `One request may carry at most ${limits.maxFiles} files. Send them in several.`,
      });
    case UploadErrorCode.REQUEST_DISCONNECTED:
    case UploadErrorCode.STREAM_ERROR:
      return new RequestError('UPLOAD_INTERRUPTED');
    case UploadErrorCode.FILE_MISSING:
      return new RequestError('BAD_USER_INPUT', {
        vi: 'Có tệp được khai báo nhưng không được gửi kèm. Hãy gửi lại đủ tệp.',
        en: 'A file was declared in `map` but not sent. Send every declared file.',
      });
    default:
      return new RequestError('BAD_USER_INPUT', {
        vi: 'Yêu cầu multipart không đúng đặc tả GraphQL multipart request.',
        en: 'The request does not follow the GraphQL multipart request specification.',
      });
  }
}

function inWords(bytes: number): string {
  return bytes >= 1_048_576 ? `${Math.floor(bytes / 1_048_576)} MB` : `${Math.ceil(bytes / 1024)} KB`;
}
