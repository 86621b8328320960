import { RequestError } from '../../../platform/errors.ts';

const maximumLength = 35;
const shape = /^[0-9A-Z]+(?:\.[0-9A-Z]+){3}-(\d{2})(\d{2})(\d{2})-\d{4,6}$/i;

/**
 * Whether text is a dossier code: agency in four groups joined by dots, date of reception as yymmdd, number of the day.
 *
 * @example isDossierCode('000.00.13.H08-210805-0001') // true
 */
export function isDossierCode(text: string): boolean {
  if (text.length > maximumLength) return false;
  const [, year, month, day] = shape.exec(text) ?? [];
  return day !== undefined && isCalendarDay(2000 + Number(year), Number(month), Number(day));
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** @throws RequestError `BAD_USER_INPUT` where it is not one. */
export function dossierCode(text: string): string {
  if (isDossierCode(text)) return text;
  throw new RequestError('BAD_USER_INPUT', {
    vi: 'Mã hồ sơ không đúng dạng, ví dụ 000.00.13.H08-210805-0001. Hãy kiểm tra lại.',
    en: 'This is not a dossier code such as 000.00.13.H08-210805-0001. Check it.',
  });
}
