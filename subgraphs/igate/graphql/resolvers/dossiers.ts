import { pageRequest, toConnection } from '../../../../platform/pagination/keyset.ts';
import { listFilter } from '../../actions/list-filter.ts';
import { visibleRows } from '../../domain/row-scope.ts';
import { countDossiers, dossierOrders, listDossiers } from '../../store/dossier-list.ts';
import type { QueryResolvers } from '../resolver-types.generated.ts';

/** The list of dossiers, one page at a time. */
export const dossiers: NonNullable<QueryResolvers['dossiers']> = async (_parent, input, { officer, services }) => {
  const { db, now } = services;
  const rows = visibleRows(await officer());
  const filter = await listFilter(services, input.filter ?? {});
  const order = input.orderBy;
  const page = pageRequest(input, `dossiers ${order}`);
  const keys = dossierOrders[order];
  const found = await listDossiers(db, rows, filter, order, page, now());
  return toConnection(found, page, keys, () => countDossiers(db, rows, filter, now()));
};
