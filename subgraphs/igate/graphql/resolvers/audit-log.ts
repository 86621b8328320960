import { RequestError } from '../../../../platform/errors.ts';
import { pageRequest, toConnection } from '../../../../platform/pagination/keyset.ts';
import { auditOrder, countAuditEntries, listAuditEntries } from '../../store/audit-log.ts';
import type { QueryResolvers } from '../resolver-types.generated.ts';

/** Nhật ký hệ thống, newest first; for administrators. */
export const auditLog: NonNullable<QueryResolvers['auditLog']> = async (_parent, input, { officer, services }) => {
  if (!(await officer()).roles.includes('ADMINISTRATOR')) {
    throw new RequestError('FORBIDDEN', {
      vi: 'Chỉ quản trị viên mới được xem nhật ký hệ thống.',
      en: 'Only administrators may read the audit log.',
    });
  }
  const filter = input.filter ?? {};
  const page = pageRequest(input, 'audit log');
  const found = await listAuditEntries(services.db, filter, page);
  return toConnection(found, page, auditOrder, () => countAuditEntries(services.db, filter));
};
