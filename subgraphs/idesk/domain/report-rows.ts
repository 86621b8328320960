import { RequestError } from '../../../platform/errors.ts';
import type { DeskUser } from './desk-user.ts';
import { rightsTo, visibleTo, type Scope } from './row-scope.ts';

/** The documents that an officer's reports count: all of the province, or those that the officer sees. */
export type ReportRows = 'ALL' | Scope;

/**
 * What an officer's reports count.
 *
 * @throws RequestError `FORBIDDEN` for those who see no figures.
 */
export function reportRows(user: DeskUser): ReportRows {
  const rights = rightsTo(user, 'SEE_FIGURES');
  if (rights.some(({ rows }) => rows === 'ALL')) return 'ALL';
  if (rights.length > 0) return visibleTo(user);
  throw new RequestError('FORBIDDEN', {
    vi: 'Vai trò của bạn không xem báo cáo. Hãy nhờ quản trị cấp vai trò xem báo cáo.',
    en: 'Your role sees no reports. Ask the administrator for the report viewer’s role.',
  });
}
