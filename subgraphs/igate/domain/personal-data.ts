import type { Applicant } from './dossier.ts';

/** How much of an applicant somebody is shown, from least to most. */
export const applicantViews = ['WITHHELD', 'MASKED', 'FULL'] as const;

export type ApplicantView = (typeof applicantViews)[number];

/**
 * The applicant as a viewer may know them (Decree 13/2023): in full; by name, with the rest struck out; or not at all.
 *
 * @example shownApplicant(applicant, 'MASKED').nationalId // '052******234'
 */
export function shownApplicant(applicant: Applicant, view: ApplicantView): Applicant {
  switch (view) {
    case 'FULL':
      return applicant;
    case 'MASKED':
      return {
        fullName: applicant.fullName,
        nationalId: applicant.nationalId && maskMiddle(applicant.nationalId),
        phone: applicant.phone && maskMiddle(applicant.phone),
        email: applicant.email && maskEmail(applicant.email),
        address: applicant.address && maskAddress(applicant.address),
      };
    case 'WITHHELD':
      return { fullName: '***', nationalId: null, phone: null, email: null, address: null };
  }
}

/** Keeps three characters at each end; a text too short to hide anything that way is hidden whole. */
function maskMiddle(text: string): string {
  const kept = 3;
  if (text.length <= 2 * kept) return '*'.repeat(text.length);
  return text.slice(0, kept) + '*'.repeat(text.length - 2 * kept) + text.slice(-kept);
}

function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 1 ? '***' : `${email[0]}***${email.slice(at)}`;
}

/** The widest part, usually the province, tells a leader enough. */
function maskAddress(address: string): string {
  const comma = address.lastIndexOf(',');
  return comma < 0 ? '***' : `***${address.slice(comma)}`;
}
