import { demandPeriod } from '../../../platform/reports/periods.ts';
import { badInput, demandIdentifiers } from '../domain/input.ts';
import type { DossierFilter } from '../store/dossier-list.ts';
import type { AskedFilter } from './export-content.ts';
import { figureFacts } from './report-dossiers.ts';
import type { IgateServices } from './services.ts';

/**
 * What lists and exports of dossiers are narrowed by; the same rows that the report counts where a figure is asked for.
 *
 * @throws RequestError `BAD_USER_INPUT` for ids that are none, too many codes, too long a text, or a period that is none.
 */
export async function listFilter(
  services: Pick<IgateServices, 'db' | 'now'>,
  { figure, changedSince, ...filter }: AskedFilter,
): Promise<DossierFilter> {
  const { codes, department, division, procedure, search } = filter;
  demandIdentifiers(department, division, procedure);
  if ((codes?.length ?? 0) > 500) {
    throw badInput('Bộ lọc nhận tối đa 500 mã hồ sơ.', 'A filter takes at most 500 dossier codes.');
  }
  if ((search?.length ?? 0) > 200) {
    throw badInput('Từ khóa tìm kiếm dài tối đa 200 ký tự.', 'A search text may have at most 200 characters.');
  }
  const since = changedSince == null ? {} : { changedSince: new Date(changedSince) };
  if (!figure) return { ...filter, ...since };
  demandPeriod(figure.period);
  const facts = await figureFacts(services, figure.period, figure.dueWithinDays);
  return { ...filter, ...since, figure: { figure: figure.figure, facts } };
}
