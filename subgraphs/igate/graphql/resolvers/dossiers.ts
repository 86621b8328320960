import { pageRequest, toConnection } from '../../../../platform/pagination/keyset.ts';
import { badInput, demandIdentifiers } from '../../domain/input.ts';
import { visibleRows } from '../../domain/row-scope.ts';
import { countDossiers, dossierOrders, listDossiers, type DossierFilter } from '../../store/dossier-list.ts';
import type { QueryResolvers } from '../resolver-types.generated.ts';

/** The list of dossiers, one page at a time. */
export const dossiers: NonNullable<QueryResolvers['dossiers']> = async (_parent, input, { officer, services }) => {
  const { db, now } = services;
  const rows = visibleRows(await officer());
  const filter = input.filter ?? {};
  checkFilter(filter);
  const order = input.orderBy;
  const page = pageRequest(input, `dossiers ${order}`);
  const keys = dossierOrders[order];
  const found = await listDossiers(db, rows, filter, order, page, now());
  return toConnection(found, page, keys, () => countDossiers(db, rows, filter, now()));
};

/** @throws RequestError `BAD_USER_INPUT` */
function checkFilter({ codes, division, procedure, search }: DossierFilter): void {
  demandIdentifiers(division, procedure);
  if ((codes?.length ?? 0) > 500) {
    throw badInput('Bộ lọc nhận tối đa 500 mã hồ sơ.', 'A filter takes at most 500 dossier codes.');
  }
  if ((search?.length ?? 0) > 200) {
    throw badInput('Từ khóa tìm kiếm dài tối đa 200 ký tự.', 'A search text may have at most 200 characters.');
  }
}
