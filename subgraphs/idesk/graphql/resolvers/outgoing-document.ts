import type { DeskDocument } from '../../domain/document.ts';
import { isIssued } from '../../domain/document.ts';
import type { DeskUser } from '../../domain/desk-user.ts';
import type { Context } from '../context.ts';
import type { OutgoingDocumentResolvers } from '../resolver-types.generated.ts';

export const OutgoingDocument: OutgoingDocumentResolvers = {
  __resolveType: (document) => (isIssued(document) ? 'IssuedDocument' : 'Draft'),
};

/** The officer whom a visible document names. The database keeps that there is one. */
export async function officerNamed(account: string, { loaders }: Context): Promise<DeskUser> {
  const user = await loaders.deskUser.load(account);
  if (!user) throw new Error(`a document names ${account}, whom there is no record of`);
  return user;
}

/** What drafts and issued documents show alike. */
export const outgoingFields = {
  dossier: ({ dossierCode }: DeskDocument) => (dossierCode === null ? null : { code: dossierCode }),
  createdBy: ({ createdBy }: DeskDocument, _args: object, context: Context) => officerNamed(createdBy, context),
  files: ({ id }: DeskDocument, _args: object, { loaders }: Context) => loaders.filesOfDocument.load(id),
};
