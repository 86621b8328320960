import { pageRequest, toConnection } from '../../../../platform/pagination/keyset.ts';
import { listFilter } from '../../actions/list-filter.ts';
import { visibleRows } from '../../domain/row-scope.ts';
import { countDossiers, dossierOrders, listDossiers } from '../../store/dossier-list.ts';
import type { Context } from '../context.ts';
import type { QueryDossiersArgs, QueryResolvers } from '../resolver-types.generated.ts';

/** The list of dossiers, one page at a time. */
export const dossiers: NonNullable<QueryResolvers['dossiers']> = async (_parent, input, context) => {
  const { rows, filter, page, now, totalCount } = await wantedDossiers(input, context);
  const found = await listDossiers(context.services.db, rows, filter, input.orderBy, page, now);
  return toConnection(found, page, dossierOrders[input.orderBy], totalCount);
};

/** What a list of dossiers holds: those that the officer sees and asks for. */
export async function wantedDossiers(
  input: QueryDossiersArgs,
  { officer, services }: Pick<Context, 'officer' | 'services'>,
) {
  const { db } = services;
  const rows = visibleRows(await officer());
  const filter = await listFilter(services, input.filter ?? {});
  const page = pageRequest(input, `dossiers ${input.orderBy}`);
  const now = services.now();
  return { rows, filter, page, now, totalCount: () => countDossiers(db, rows, filter, services.now()) };
}
