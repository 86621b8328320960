import { RequestError } from '../../../platform/errors.ts';

const maximumSubjectLength = 1000;
const maximumNoteLength = 2000;

/** One line of text in the form that Vietnamese keyboards agree on (NFC), with single spaces. */
function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

/** @throws RequestError `BAD_USER_INPUT` for an empty subject, or one of more than 1000 characters. */
export function subject(text: string): string {
  const written = oneLine(text);
  if (written === '') {
    throw new RequestError('BAD_USER_INPUT', {
      vi: 'Trích yếu không được để trống. Hãy nhập trích yếu.',
      en: 'The subject may not be empty. Write one.',
    });
  }
  if (written.length > maximumSubjectLength) {
    throw new RequestError('BAD_USER_INPUT', {
      vi: `Trích yếu không được quá ${maximumSubjectLength} ký tự. Hãy rút gọn.`,
      en: `A subject has at most ${maximumSubjectLength} characters. Shorten it.`,
    });
  }
  return written;
}

/** Why a draft is returned or a document recalled. @throws RequestError `BAD_USER_INPUT` where it is empty or too long. */
export function reason(text: string): string {
  const written = note(text);
  if (written !== null) return written;
  throw new RequestError('BAD_USER_INPUT', {
    vi: 'Lý do không được để trống. Hãy nêu lý do.',
    en: 'The reason may not be empty. Give one.',
  });
}

/** A remark that may be left out. @throws RequestError `BAD_USER_INPUT` where it has more than 2000 characters. */
export function note(text: string | null | undefined): string | null {
  const written = (text ?? '').normalize('NFC').replace(/\0/g, '').trim();
  if (written.length > maximumNoteLength) {
    throw new RequestError('BAD_USER_INPUT', {
      vi: `Nội dung không được quá ${maximumNoteLength} ký tự. Hãy rút gọn.`,
      en: `A remark has at most ${maximumNoteLength} characters. Shorten it.`,
    });
  }
  return written === '' ? null : written;
}

/** What somebody typed to search for; null for nothing at all, which restricts nothing. */
export function searchText(text: string | null | undefined): string | null {
  const written = oneLine(text ?? '');
  return written === '' ? null : written;
}
