import type { Dossier } from '../domain/dossier.ts';
import type { ApplicantView } from '../domain/personal-data.ts';

/** A dossier's applicant, with what the caller's roles show of them. */
export interface ApplicantParent {
  readonly dossier: Dossier;
  readonly view: ApplicantView;
}
