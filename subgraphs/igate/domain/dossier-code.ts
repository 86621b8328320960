/** The longest code that any of the national systems accepts. */
const maxLength = 35;
const form = /^[0-9A-Za-z]+(?:\.[0-9A-Za-z]+){3}-(\d{2})(\d{2})(\d{2})-\d{4,6}$/;

/**
 * Mã hồ sơ: agency (four groups joined by dots), day of reception (yymmdd, a real date), number of the day.
 *
 * @example isDossierCode('000.00.13.H08-210805-0001') // true
 */
export function isDossierCode(text: string): boolean {
  const match = text.length <= maxLength ? form.exec(text) : null;
  if (!match) return false;
  const [, year, month, day] = match;
  const iso = `20${year}-${month}-${day}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
}

/** The code of the n-th dossier that an agency receives on a calendar day ('YYYY-MM-DD'); n counts from 1. */
export function dossierCode(agencyCode: string, day: string, n: number): string {
  return `${agencyCode}-${day.slice(2).replaceAll('-', '')}-${String(n).padStart(4, '0')}`;
}
