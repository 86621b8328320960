import { isIssued } from '../../domain/document.ts';
import type { DraftResolvers } from '../resolver-types.generated.ts';
import { officerNamed, outgoingFields } from './outgoing-document.ts';

export const Draft: DraftResolvers = {
  __resolveReference: async ({ id }, { viewer, loaders }) => {
    await viewer();
    return loaders.document.load(id);
  },

  ...outgoingFields,
  submittedAt: (draft) => ('submittedAt' in draft ? draft.submittedAt : null),
  approvedBy: (draft, _args, context) => ('approvedBy' in draft ? officerNamed(draft.approvedBy, context) : null),
  approvedAt: (draft) => ('approvedAt' in draft ? draft.approvedAt : null),
  signedBy: (draft, _args, context) => ('signedBy' in draft ? officerNamed(draft.signedBy, context) : null),
  signedAt: (draft) => ('signedAt' in draft ? draft.signedAt : null),
  issuedDocument: (draft) => (isIssued(draft) ? draft : null),
};
