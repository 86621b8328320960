import { isIssued } from '../../domain/document.ts';
import { visibleTo } from '../../domain/row-scope.ts';
import { searchText } from '../../domain/wording.ts';
import { listOutgoing } from '../../store/document-lists.ts';
import type { QueryResolvers } from '../resolver-types.generated.ts';
import { deskAuditLog } from './desk-audit-log.ts';
import { documentExport, documentReport } from './document-report.ts';
import { documents } from './documents.ts';

export const Query: QueryResolvers = {
  myDesk: (_parent, _args, { viewer }) => viewer(),

  draft: async (_parent, { id }, { viewer, loaders }) => {
    await viewer();
    return loaders.document.load(id);
  },

  issuedDocument: async (_parent, { id }, { viewer, loaders }) => {
    await viewer();
    const document = await loaders.document.load(id);
    return document && isIssued(document) ? document : null;
  },

  documents,
  documentReport,
  documentExport,

  outgoingDocuments: async (_parent, { list, filter, ...page }, { desk, viewer }) => {
    const officer = await viewer();
    const scope = visibleTo(officer);
    const wanted = { ...filter, search: searchText(filter?.search) };
    return listOutgoing(desk.database, { viewer: officer.ssoAccount, scope, list, filter: wanted }, page);
  },

  deskAuditLog,
};
