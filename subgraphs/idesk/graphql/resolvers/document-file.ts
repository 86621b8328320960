import type { DocumentFileResolvers } from '../resolver-types.generated.ts';

export const DocumentFile: DocumentFileResolvers = {
  __resolveReference: async ({ id }, { viewer, loaders }) => {
    await viewer();
    return loaders.file.load(id);
  },

  downloadUrl: async (file, _args, { viewer, addresses }) => addresses.download(file, (await viewer()).ssoAccount),
  previewUrl: async (file, _args, { viewer, addresses }) => addresses.preview(file, (await viewer()).ssoAccount),
  document: async ({ id, documentId }, _args, { loaders }) => {
    const document = await loaders.document.load(documentId);
    if (!document) throw new Error(`the file ${id} is visible and its document is not`);
    return document;
  },
};
