import { RequestError, type Bilingual } from '../../../platform/errors.ts';
import type { DocumentAction } from './permissions.ts';
import type { DraftState } from './vocabulary.ts';

/** What an action is called in a sentence, and who it is for. */
const actions: Readonly<Record<Exclude<DocumentAction, 'SEE'>, { what: Bilingual; who: Bilingual }>> = {
  CREATE: {
    what: { vi: 'tạo dự thảo', en: 'create a draft' },
    who: { vi: 'chuyên viên hoặc lãnh đạo của một phòng', en: 'a specialist or head of a division' },
  },
  UPDATE: {
    what: { vi: 'sửa dự thảo', en: 'change this draft' },
    who: { vi: 'người soạn thảo', en: 'the officer who drafted it' },
  },
  SUBMIT: {
    what: { vi: 'trình dự thảo', en: 'submit this draft' },
    who: { vi: 'người soạn thảo', en: 'the officer who drafted it' },
  },
  APPROVE: {
    what: { vi: 'duyệt dự thảo', en: 'approve this draft' },
    who: { vi: 'lãnh đạo phòng của đơn vị soạn thảo', en: 'the head of the division that drafted it' },
  },
  RETURN: {
    what: { vi: 'trả lại dự thảo', en: 'return this draft' },
    who: { vi: 'lãnh đạo phòng hoặc lãnh đạo sở', en: 'the division head or the department leader' },
  },
  SIGN: {
    what: { vi: 'ký dự thảo', en: 'sign this draft' },
    who: { vi: 'lãnh đạo sở', en: 'the department leader' },
  },
  ISSUE: {
    what: { vi: 'ban hành văn bản', en: 'issue this document' },
    who: { vi: 'văn thư', en: 'the clerk' },
  },
  ARCHIVE: {
    what: { vi: 'lưu văn bản', en: 'archive this document' },
    who: { vi: 'văn thư', en: 'the clerk' },
  },
  RECALL: {
    what: { vi: 'thu hồi văn bản', en: 'recall this document' },
    who: { vi: 'văn thư', en: 'the clerk' },
  },
  PUSH_RESULTS: {
    what: { vi: 'chuyển kết quả đến phần mềm iGate', en: 'push these results to iGate' },
    who: { vi: 'người soạn thảo hoặc văn thư', en: 'the officer who drafted it, or the clerk' },
  },
};

const states: Readonly<Record<DraftState, Bilingual>> = {
  DRAFTING: { vi: 'đang soạn thảo', en: 'being drafted' },
  SUBMITTED: { vi: 'đã trình lãnh đạo phòng', en: 'submitted to the division head' },
  APPROVED: { vi: 'đã được lãnh đạo phòng duyệt', en: 'approved by the division head' },
  SIGNED: { vi: 'đã ký, chờ ban hành', en: 'signed and waiting to be issued' },
  ISSUED: { vi: 'đã ban hành', en: 'issued' },
  CANCELLED: { vi: 'đã hủy', en: 'cancelled' },
};

/** Also for documents that the caller may not see: nobody learns that they exist. */
export function documentNotFound(): RequestError {
  return new RequestError('NOT_FOUND', {
    vi: 'Không tìm thấy dự thảo hoặc văn bản này. Hãy kiểm tra lại mã.',
    en: 'There is no such draft or document. Check its id.',
  });
}

export function notAllowed(action: Exclude<DocumentAction, 'SEE'>): RequestError {
  const { what, who } = actions[action];
  return new RequestError('FORBIDDEN', {
    vi: `Chỉ ${who.vi} mới được ${what.vi}. Hãy nhờ người có thẩm quyền.`,
    en: `Only ${who.en} may ${what.en}. Ask them to.`,
  });
}

export function noAuditLog(): RequestError {
  return new RequestError('FORBIDDEN', {
    vi: 'Chỉ quản trị viên mới được xem nhật ký hệ thống.',
    en: 'Only administrators may read the audit log.',
  });
}

export function wrongStep(
  action: Exclude<DocumentAction, 'SEE'>,
  current: DraftState,
  expected: readonly DraftState[],
): RequestError {
  if (action === 'PUSH_RESULTS') return new RequestError('DOCUMENT_NOT_ISSUED');
  const list = (language: keyof Bilingual, or: string) => expected.map((state) => states[state][language]).join(or);
  return new RequestError('WRONG_STEP', {
    vi: `Không thể ${actions[action].what.vi}: hiện ${states[current].vi}, phải ${list('vi', ' hoặc ')}. Hãy tải lại.`,
    en: `You cannot ${actions[action].what.en}: it is ${states[current].en}, and must be ${list('en', ' or ')}. Reload it.`,
  });
}

export function versionConflict(current: number): RequestError {
  return new RequestError('VERSION_CONFLICT', {
    vi: `Người khác vừa thay đổi dự thảo này (phiên bản hiện tại là ${current}). Hãy tải lại rồi làm lại.`,
    en: `Somebody else has just changed this draft (its version is now ${current}). Reload it and try again.`,
  });
}

export function notFromIgate(): RequestError {
  return new RequestError('BAD_USER_INPUT', {
    vi: 'Văn bản này không bắt nguồn từ hồ sơ của iGate nên không có hồ sơ để chuyển đến.',
    en: 'This document did not come from a dossier of iGate, so there is no dossier to push it to.',
  });
}

export function recalledDocument(): RequestError {
  return new RequestError('WRONG_STEP', {
    vi: 'Văn bản đã bị thu hồi. Hãy dùng văn bản thay thế.',
    en: 'The document has been recalled. Use the one that replaces it.',
  });
}
