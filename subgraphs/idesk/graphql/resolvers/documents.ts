import { demandPeriod } from '../../../../platform/reports/periods.ts';
import { demandIds } from '../../domain/ids.ts';
import { visibleTo } from '../../domain/row-scope.ts';
import { listDocuments } from '../../store/document-lists.ts';
import type { QueryResolvers } from '../resolver-types.generated.ts';

/** The documents that the viewer sees; those that a figure of the report counts where one is asked for. */
export const documents: NonNullable<QueryResolvers['documents']> = async (_parent, input, { desk, viewer }) => {
  const { filter, ...page } = input;
  const { figure, ...dimensions } = filter ?? {};
  const scope = visibleTo(await viewer());
  demandIds(dimensions.department, dimensions.division);
  if (!figure) return listDocuments(desk.database, { scope, filter: dimensions, figure: null }, page);
  demandPeriod(figure.period);
  const facts = { ...figure.period, now: desk.now() };
  return listDocuments(desk.database, { scope, filter: dimensions, figure: { figure: figure.figure, facts } }, page);
};
