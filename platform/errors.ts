/**
 * Every error that a caller of the graph can meet, and the one class that carries it.
 *
 * A code is for programs and never changes; the sentence is for people and says what to do.
 */

/** A sentence in both languages that the product speaks. */
export interface Bilingual {
  readonly vi: string;
  readonly en: string;
}

export type Language = keyof Bilingual;

/** The registry: each stable code with the sentence used where the thrower has nothing better to say. */
export const errorCodes = {
  UNAUTHENTICATED: {
    vi: 'Bạn chưa đăng nhập hoặc phiên đã hết hạn. Hãy đăng nhập lại.',
    en: 'You are not signed in, or your session has ended. Sign in again.',
  },
  SSO_ACCOUNT_NOT_LINKED: {
    vi: 'ERR: Không thể xác thực người dùng!',
    en: 'ERR: The user cannot be authenticated! Sign in to iGate with your iGate account and link this SSO account to it.',
  },
  FORBIDDEN: {
    vi: 'Bạn không có quyền thực hiện việc này. Hãy nhờ người có thẩm quyền.',
    en: 'You may not do this. Ask somebody whose role allows it.',
  },
  NOT_FOUND: {
    vi: 'Không tìm thấy. Hãy kiểm tra lại mã.',
    en: 'Not found. Check the identifier.',
  },
  BAD_USER_INPUT: {
    vi: 'Dữ liệu gửi lên không hợp lệ. Hãy sửa rồi gửi lại.',
    en: 'The input is not valid. Correct it and send it again.',
  },
  WRONG_STEP: {
    vi: 'Hồ sơ hoặc văn bản không ở bước cho phép việc này. Hãy tải lại để xem bước hiện tại.',
    en: 'The dossier or document is not in a step that allows this. Reload it to see where it is.',
  },
  DOCUMENT_NOT_ISSUED: {
    vi: 'Văn bản chưa được ban hành. Hãy đợi văn thư ban hành rồi thử lại.',
    en: 'The document has not been issued. Wait until the clerk has issued it.',
  },
  VERSION_CONFLICT: {
    vi: 'Người khác vừa thay đổi dự thảo này. Hãy tải lại rồi làm lại.',
    en: 'Somebody else has just changed this draft. Reload it and try again.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    vi: 'Khóa chống gửi trùng đã được dùng cho một yêu cầu khác. Hãy dùng khóa mới.',
    en: 'This idempotency key belongs to a different request. Use a new key.',
  },
  FILE_TOO_LARGE: {
    vi: 'Tệp vượt quá dung lượng cho phép. Hãy gửi tệp nhỏ hơn.',
    en: 'A file is larger than allowed. Send a smaller one.',
  },
  TOO_MANY_FILES: {
    vi: 'Quá nhiều tệp trong một lần gửi. Hãy chia thành nhiều lần.',
    en: 'There are too many files in one request. Send them in several.',
  },
  FILE_TYPE_NOT_ALLOWED: {
    vi: 'Loại tệp không được phép, hoặc nội dung không đúng với tên tệp. Hãy gửi loại tệp khác.',
    en: 'This type of file is not allowed, or the content does not match the name. Send another type.',
  },
  FILE_INFECTED: {
    vi: 'Tệp chứa mã độc nên không được nhận. Hãy quét máy tính của bạn và gửi tệp sạch.',
    en: 'The file holds malicious software and was not taken. Scan your computer, and send a clean file.',
  },
  UPLOAD_INTERRUPTED: {
    vi: 'Việc tải tệp lên bị gián đoạn. Hãy gửi lại.',
    en: 'The upload was interrupted. Send it again.',
  },
  SUBGRAPH_UNAVAILABLE: {
    vi: 'Một hệ thống đang tạm ngưng. Hãy thử lại sau ít phút.',
    en: 'One of the systems is unavailable for the moment. Try again in a few minutes.',
  },
  QUERY_TOO_COMPLEX: {
    vi: 'Truy vấn quá lớn. Hãy chia nhỏ hoặc giảm số dòng mỗi trang.',
    en: 'The query is too large. Split it, or ask for fewer rows a page.',
  },
  RATE_LIMITED: {
    vi: 'Bạn gửi quá nhiều yêu cầu. Hãy đợi một lát.',
    en: 'You are sending too many requests. Wait a moment.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    vi: 'Chưa có truy vấn lưu sẵn này. Hãy gửi kèm nội dung truy vấn.',
    en: 'This persisted query is not known. Send it with its text.',
  },
  INTERNAL_SERVER_ERROR: {
    vi: 'Hệ thống gặp lỗi ngoài dự kiến. Hãy thử lại; nếu vẫn lỗi, báo quản trị kèm mã yêu cầu.',
    en: 'Something unexpected went wrong. Try again; if it stays, tell the administrator the request id.',
  },
} as const satisfies Record<string, Bilingual>;

export type ErrorCode = keyof typeof errorCodes;

/**
 * A refusal that the caller is meant to see. Anything else that is thrown is unexpected, and masked.
 *
 * @example throw new RequestError('WRONG_STEP', { vi: 'Hồ sơ đã trả kết quả.', en: 'The dossier has been returned.' });
 */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly code: ErrorCode;
  readonly text: Bilingual;

  constructor(code: ErrorCode, text: Bilingual = errorCodes[code], options?: ErrorOptions) {
    super(text.en, options);
    this.code = code;
    this.text = text;
  }
}

/** Picks the caller's language from an `Accept-Language` header: English only where it is preferred to Vietnamese. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  if (acceptLanguage === undefined) return 'vi';
  let best: { language: Language; quality: number } = { language: 'vi', quality: 0 };
  for (const range of acceptLanguage.split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const language = tag.split('-')[0];
    if (language !== 'vi' && language !== 'en') continue;
    const q = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='));
    const quality = q ? Number(q.slice(2)) : 1;
    if (quality > best.quality) best = { language, quality };
  }
  return best.language;
}
