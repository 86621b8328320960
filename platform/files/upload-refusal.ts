import { RequestError } from '../errors.ts';

export interface UploadLimits {
  readonly maxFileBytes: number;
  /** Per request. */
  readonly maxFiles: number;
}

/**
 * What a caller is told when a multipart request cannot be read, or when a file in it breaks off. `name` is the file's,
 * where one is known.
 *
 * graphql-upload-ts exports errors with codes but throws those of http-errors, and lets busboy's through: status and
 * wording are all there is to tell them apart.
 */
export function uploadRefusal(error: unknown, limits: UploadLimits, name?: string): RequestError {
  if (error instanceof RequestError && error.code !== 'FILE_TOO_LARGE' && error.code !== 'UPLOAD_INTERRUPTED') {
    return name === undefined ? error : about(name, error);
  }
  const cause = error instanceof RequestError && error.cause !== undefined ? error.cause : error;
  const status = cause instanceof Error && 'status' in cause ? cause.status : undefined;
  const message = cause instanceof Error ? cause.message : '';

  const truncated = status === 413 && message.startsWith('File truncated');
  if (truncated || (error instanceof RequestError && error.code === 'FILE_TOO_LARGE')) return tooLarge(limits, name);
  if (status === 413 && message.includes('max file uploads')) return tooManyFiles(limits);
  if (message === 'File missing in the request.') {
    return new RequestError('BAD_USER_INPUT', {
      vi: 'Yêu cầu nhắc đến một tệp không được gửi kèm. Hãy chọn lại tệp rồi gửi lại.',
      en: 'The request refers to a file that was not sent with it. Choose the file again and send it again.',
    });
  }
  const malformed = typeof status === 'number' && status !== 499;
  if (malformed || message.startsWith('Multipart: ') || message.endsWith('Content-Type')) {
    return new RequestError('BAD_USER_INPUT', {
      vi: 'Yêu cầu multipart không đúng đặc tả GraphQL multipart request: cần “operations”, rồi “map”, rồi các tệp.',
      en: 'The request does not follow the GraphQL multipart request specification: “operations”, “map”, then the files.',
    });
  }
  if (name === undefined) return new RequestError('UPLOAD_INTERRUPTED', undefined, { cause });
  const text = {
    vi: `Tệp “${name}” chưa được gửi trọn vẹn. Hãy gửi lại.`,
    en: `The file “${name}” did not arrive whole. Send it again.`,
  };
  return new RequestError('UPLOAD_INTERRUPTED', text, { cause });
}

/** The same refusal, with the name of the file that it is about. */
function about(name: string, { code, text, cause }: RequestError): RequestError {
  return new RequestError(code, { vi: `“${name}”: ${text.vi}`, en: `“${name}”: ${text.en}` }, { cause });
}

export function tooManyFiles({ maxFiles }: UploadLimits): RequestError {
  return new RequestError('TOO_MANY_FILES', {
    vi: `Mỗi lần gửi được nhiều nhất ${maxFiles} tệp. Hãy chia thành nhiều lần.`,
    en: `At most ${maxFiles} files can be sent in one request. Send them in several.`,
  });
}

function tooLarge({ maxFileBytes }: UploadLimits, name: string | undefined): RequestError {
  const limit = inWords(maxFileBytes);
  if (name === undefined) {
    return new RequestError('FILE_TOO_LARGE', {
      vi: `Mỗi tệp không được quá ${limit}. Hãy gửi tệp nhỏ hơn.`,
      en: `A file may be at most ${limit}. Send a smaller one.`,
    });
  }
  return new RequestError('FILE_TOO_LARGE', {
    vi: `Tệp “${name}” vượt quá ${limit}. Hãy gửi tệp nhỏ hơn.`,
    en: `The file “${name}” is larger than ${limit}. Send a smaller one.`,
  });
}

function inWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.floor(bytes / 1_000)} kB` : `${Math.floor(bytes / 1_000_000)} MB`;
}
