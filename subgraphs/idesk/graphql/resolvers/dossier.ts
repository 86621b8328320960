import { isIssued } from '../../domain/document.ts';
import { isDossierCode } from '../../domain/dossier-code.ts';
import { searchText } from '../../domain/wording.ts';
import type { DossierResolvers } from '../resolver-types.generated.ts';

export const Dossier: DossierResolvers = {
  // Whether there is such a dossier is for iGate to say; here it is a code, and what hangs on it is restricted by row.
  __resolveReference: async ({ code }, { viewer }) => {
    await viewer();
    return isDossierCode(code) ? { code } : null;
  },

  drafts: ({ code }, _args, { loaders }) => loaders.documentsOfDossier.load(code),

  issuedDocuments: async ({ code }, _args, { loaders }) =>
    (await loaders.documentsOfDossier.load(code)).filter(isIssued),

  availableResults: ({ code }, { search }, { loaders }) => loaders.availableResults(searchText(search)).load(code),
};
