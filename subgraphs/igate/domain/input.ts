import { RequestError, type Bilingual } from '../../../platform/errors.ts';

/** Whether a text can be the id of a row; anything else names nothing, and PostgreSQL would refuse to look for it. */
export function isIdentifier(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

export function badInput(vi: string, en: string): RequestError {
  return new RequestError('BAD_USER_INPUT', { vi, en });
}

/** A text to look for. PostgreSQL cannot hold NUL, so no row has it; asked for as it is, it would be an error. */
export function soughtText(text: string): string {
  return text.replaceAll('\0', '\ufffd');
}

/** @throws RequestError `BAD_USER_INPUT` for what cannot be the id of anything; nothing given is fine. */
export function demandIdentifiers(...ids: readonly (string | null | undefined)[]): void {
  if (ids.some((id) => id != null && !isIdentifier(id))) {
    throw badInput('Mã định danh trong bộ lọc không hợp lệ.', 'An id in the filter is not an id.');
  }
}

/**
 * A text that somebody typed: composed (NFC), spaces trimmed.
 *
 * @throws RequestError `BAD_USER_INPUT` where it is empty, longer than `longest`, or holds control characters.
 */
export function requiredText(text: string, field: Bilingual, longest: number): string {
  const tidy = text.normalize('NFC').trim();
  if (tidy === '') throw badInput(`${field.vi} không được để trống.`, `${field.en} must not be empty.`);
  if (tidy.length > longest) {
    throw badInput(`${field.vi} dài tối đa ${longest} ký tự.`, `${field.en} may have at most ${longest} characters.`);
  }
  // PostgreSQL cannot hold NUL, and no other control character but a line break belongs into a sentence.
  if (/[^\P{Cc}\n\r\t]/u.test(tidy)) {
    throw badInput(`${field.vi} chứa ký tự không hợp lệ.`, `${field.en} holds characters that are not allowed.`);
  }
  return tidy;
}

/** The same where nothing may be given; empty counts as nothing. */
export function optionalText(text: string | null | undefined, field: Bilingual, longest: number): string | null {
  return text == null || text.trim() === '' ? null : requiredText(text, field, longest);
}

/**
 * "Tài khoản liên kết cổng CBCC": an SSO account in the form of an e-mail address, in lower case.
 *
 * Only the form is checked: the SSO is another system, and a typing error shows when the officer signs in there.
 */
export function ssoAccount(text: string): string {
  const account = text.normalize('NFC').trim().toLowerCase();
  if (account.length > 254 || !/^[a-z0-9._%+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(account)) {
    throw badInput(
      'Tài khoản SSO phải có dạng ten@donvi.tinh.gov.vn.',
      'An SSO account has the form name@unit.province.gov.vn.',
    );
  }
  return account;
}
