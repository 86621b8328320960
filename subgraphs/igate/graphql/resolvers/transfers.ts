import { pageRequest, toConnection } from '../../../../platform/pagination/keyset.ts';
import { visibleTransfers } from '../../domain/row-scope.ts';
import { countTransfers, listTransfers, transferOrder } from '../../store/transfers.ts';
import type { QueryResolvers } from '../resolver-types.generated.ts';

/** The crossings that the caller may see, newest first. */
export const transfers: NonNullable<QueryResolvers['transfers']> = async (_parent, input, { officer, services }) => {
  const scope = visibleTransfers(await officer());
  const filter = input.filter ?? {};
  const page = pageRequest(input, 'transfers');
  const found = await listTransfers(services.db, scope, filter, page);
  return toConnection(found, page, transferOrder, () => countTransfers(services.db, scope, filter));
};
