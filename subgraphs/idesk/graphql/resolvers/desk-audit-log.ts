import { auditDetailsText } from '../../domain/audit.ts';
import { noAuditLog } from '../../domain/refusals.ts';
import { rightsTo } from '../../domain/row-scope.ts';
import { listAuditEntries } from '../../store/audit-log.ts';
import type { DeskAuditEntryResolvers, QueryResolvers } from '../resolver-types.generated.ts';

/** Nhật ký hệ thống of iDesk, newest first; for administrators. */
export const deskAuditLog: NonNullable<QueryResolvers['deskAuditLog']> = async (
  _parent,
  { filter, ...page },
  { desk, viewer },
) => {
  if (rightsTo(await viewer(), 'SEE_AUDIT_LOG').length === 0) throw noAuditLog();
  return listAuditEntries(desk.database, filter ?? {}, page);
};

export const DeskAuditEntry: DeskAuditEntryResolvers = {
  // Administrators see no documents, but they do see who did what.
  officer: ({ officer }, _args, { loaders }) => (officer === null ? null : loaders.deskUser.load(officer)),
  details: ({ details }, _args, { language }) => auditDetailsText(details, language),
};
