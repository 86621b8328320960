import type { TransferResolvers } from '../resolver-types.generated.ts';

export const Transfer: TransferResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.visibleTransfer.load(id),
  dossier: async ({ dossierCode }, _arguments, { loaders }) =>
    (await loaders.visibleDossier.load(dossierCode)) ?? { code: dossierCode, withheld: true },
  requestedBy: ({ requestedById }, _arguments, { loaders }) =>
    requestedById ? loaders.officer.load(requestedById) : null,
  lastError: ({ lastError }, _arguments, { language }) => lastError?.[language] ?? null,
  files: async ({ id }, _arguments, { loaders }) => [...(await loaders.filesOfTransfer.load(id))],
};
