import type { Applicant } from './dossier.ts';

/** How much of an applicant somebody is shown, from least to most. */
export const applicantViews = ['WITHHELD', 'MASKED', 'FULL'] as const;

export type ApplicantView = (typeof applicantViews)[number];

/** What is known of an applicant beside the name. */
export type PersonalData = Exclude<keyof Applicant, 'fullName'>;

/** The name as a viewer may know it: nothing of it where the applicant is withheld, not even its length. */
export function shownName({ fullName }: Applicant, view: ApplicantView): string {
  return view === 'WITHHELD' ? '***' : fullName;
}

/**
 * A datum as a viewer may know it (Decree 13/2023): in full, with most of it struck out, or not at all.
 *
 * @example shownDatum(applicant, 'nationalId', 'MASKED') // '052******234'
 */
export function shownDatum(applicant: Applicant, field: PersonalData, view: ApplicantView): string | null {
  const datum = applicant[field];
  if (datum === null || view === 'WITHHELD') return null;
  return view === 'FULL' ? datum : masks[field](datum);
}

const masks: Readonly<Record<PersonalData, (text: string) => string>> = {
  nationalId: maskMiddle,
  phone: maskMiddle,
  email: maskEmail,
  address: maskAddress,
};

/** Keeps the ends of a long text, less of a shorter one, and never so much that the rest could be guessed. */
function maskMiddle(text: string): string {
  const letters = Array.from(text);
  const kept = letters.length >= 10 ? 3 : letters.length >= 8 ? 2 : 0;
  return letters.map((letter, index) => (index < kept || index >= letters.length - kept ? letter : '*')).join('');
}

/** The first letter says little where more follow; of a name of one or two letters it would be half. */
function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 1) return '***';
  const letters = Array.from(email.slice(0, at));
  return `${letters.length > 2 ? letters[0] : ''}***${email.slice(at)}`;
}

/** The widest part, usually the province, tells a leader enough; one with a number in it is a street or a house. */
function maskAddress(address: string): string {
  const comma = address.lastIndexOf(',');
  const widest = address.slice(comma);
  return comma < 0 || /\d/.test(widest) ? '***' : `***${widest}`;
}
