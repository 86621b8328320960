import { demandPeriod } from '../../../../platform/reports/periods.ts';
import { pageRequest, toConnection } from '../../../../platform/pagination/keyset.ts';
import { figureFacts } from '../../actions/report-dossiers.ts';
import type { IgateServices } from '../../actions/services.ts';
import { badInput, demandIdentifiers } from '../../domain/input.ts';
import { visibleRows } from '../../domain/row-scope.ts';
import { countDossiers, dossierOrders, listDossiers, type DossierFilter } from '../../store/dossier-list.ts';
import type { DossierFilter as AskedFilter, QueryResolvers } from '../resolver-types.generated.ts';

/** The list of dossiers, one page at a time. */
export const dossiers: NonNullable<QueryResolvers['dossiers']> = async (_parent, input, { officer, services }) => {
  const { db, now } = services;
  const rows = visibleRows(await officer());
  const filter = await listFilter(services, input.filter ?? {});
  checkFilter(filter);
  const order = input.orderBy;
  const page = pageRequest(input, `dossiers ${order}`);
  const keys = dossierOrders[order];
  const found = await listDossiers(db, rows, filter, order, page, now());
  return toConnection(found, page, keys, () => countDossiers(db, rows, filter, now()));
};

/** The same rows that the report counts where a figure is asked for. */
async function listFilter(services: IgateServices, { figure, ...filter }: AskedFilter): Promise<DossierFilter> {
  if (!figure) return filter;
  demandPeriod(figure.period);
  const facts = await figureFacts(services, figure.period, figure.dueWithinDays);
  return { ...filter, figure: { figure: figure.figure, facts } };
}

/** @throws RequestError `BAD_USER_INPUT` */
function checkFilter({ codes, department, division, procedure, search }: DossierFilter): void {
  demandIdentifiers(department, division, procedure);
  if ((codes?.length ?? 0) > 500) {
    throw badInput('Bộ lọc nhận tối đa 500 mã hồ sơ.', 'A filter takes at most 500 dossier codes.');
  }
  if ((search?.length ?? 0) > 200) {
    throw badInput('Từ khóa tìm kiếm dài tối đa 200 ký tự.', 'A search text may have at most 200 characters.');
  }
}
