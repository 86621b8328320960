import { isIssued } from '../../domain/document.ts';
import type { IssuedDocumentResolvers } from '../resolver-types.generated.ts';
import { officerNamed, outgoingFields } from './outgoing-document.ts';

export const IssuedDocument: IssuedDocumentResolvers = {
  __resolveReference: async ({ id }, { viewer, loaders }) => {
    await viewer();
    const document = await loaders.document.load(id);
    return document && isIssued(document) ? document : null;
  },

  ...outgoingFields,
  signedBy: ({ signedBy }, _args, context) => officerNamed(signedBy, context),
  issuedBy: ({ issuedBy }, _args, context) => officerNamed(issuedBy, context),
  archivedAt: ({ archived }) => archived?.at ?? null,
  recalledAt: ({ recalled }) => recalled?.at ?? null,
  recallReason: ({ recalled }) => recalled?.reason ?? null,
  pushes: ({ id }, _args, { loaders }) => loaders.pushesOfDocument.load(id),
};
