import { isIssued } from '../../domain/document.ts';
import type { TransferResolvers } from '../resolver-types.generated.ts';

export const Transfer: TransferResolvers = {
  // Whether there is such a transfer is for iGate to say; its documents are restricted by row.
  __resolveReference: async ({ id }, { viewer }) => {
    await viewer();
    return { id };
  },

  draft: async ({ id }, _args, { loaders }) => (await loaders.documentsOfTransfer.load(id))[0] ?? null,

  document: async ({ id }, _args, { loaders }) => (await loaders.documentsOfTransfer.load(id)).find(isIssued) ?? null,
};
