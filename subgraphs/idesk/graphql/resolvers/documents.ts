import { listFilter } from '../../actions/list-filter.ts';
import { visibleTo } from '../../domain/row-scope.ts';
import { listDocuments } from '../../store/document-lists.ts';
import type { QueryResolvers } from '../resolver-types.generated.ts';

/** The documents that the viewer sees; those that a figure of the report counts where one is asked for. */
export const documents: NonNullable<QueryResolvers['documents']> = async (_parent, input, { desk, viewer }) => {
  const { filter, ...page } = input;
  const scope = visibleTo(await viewer());
  return listDocuments(desk.database, { ...listFilter(filter ?? {}, desk.now()), scope }, page);
};
