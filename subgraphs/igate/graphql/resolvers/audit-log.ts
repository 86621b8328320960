import { pageRequest, toConnection } from '../../../../platform/pagination/keyset.ts';
import { demandRight } from '../../domain/rights.ts';
import { auditOrder, countAuditEntries, listAuditEntries } from '../../store/audit-log.ts';
import type { QueryResolvers } from '../resolver-types.generated.ts';

/** Nhật ký hệ thống, newest first; for administrators. */
export const auditLog: NonNullable<QueryResolvers['auditLog']> = async (_parent, input, { officer, services }) => {
  demandRight(await officer(), 'SEE_AUDIT_LOG');
  const filter = input.filter ?? {};
  const page = pageRequest(input, 'audit log');
  const found = await listAuditEntries(services.db, filter, page);
  return toConnection(found, page, auditOrder, () => countAuditEntries(services.db, filter));
};
