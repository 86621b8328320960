import { shownDatum, shownName, type PersonalData } from '../../domain/personal-data.ts';
import type { ApplicantParent } from '../applicant-parent.ts';
import type { Context } from '../context.ts';
import type { ApplicantResolvers } from '../resolver-types.generated.ts';

export const Applicant: ApplicantResolvers = {
  fullName: ({ dossier, view }) => shownName(dossier.applicant, view),
  nationalId: (parent, { reveal }, context) => datum('nationalId', parent, reveal, context),
  phone: (parent, { reveal }, context) => datum('phone', parent, reveal, context),
  email: (parent, { reveal }, context) => datum('email', parent, reveal, context),
  address: (parent, { reveal }, context) => datum('address', parent, reveal, context),
};

function datum(field: PersonalData, parent: ApplicantParent, reveal: boolean, context: Context) {
  const { dossier, view } = parent;
  return reveal ? unmasked(field, parent, context) : shownDatum(dossier.applicant, field, view);
}

/** Given once it has been recorded that the caller asked for it, and not where that fails. */
async function unmasked(field: PersonalData, { dossier }: ApplicantParent, { revealed }: Context) {
  await revealed.load(dossier);
  return dossier.applicant[field];
}
