import { entityRows, entityType } from '../../../platform/projection/entity-rows.ts';
import type { RequestedRows } from '../../../platform/projection/requested-rows.ts';
import { oneRow } from '../../../platform/projection/one-row.ts';
import type { RootFields } from '../../../platform/projection/project-query.ts';
import { rowConnection } from '../../../platform/projection/row-connection.ts';
import { visibleRows, type VisibleRows } from '../domain/row-scope.ts';
import { dossierCondition, dossierOrders } from '../store/dossier-list.ts';
import { dossiersByCode, projectedDossier } from '../store/projected-dossier.ts';
import type { Context } from './context.ts';
import type { QueryDossiersArgs } from './resolver-types.generated.ts';
import { wantedDossiers } from './resolvers/dossiers.ts';

const dossiers: RequestedRows<Context, readonly VisibleRows[]> = {
  type: projectedDossier,
  rows: dossiersByCode,
  readRowsByKey: ({ readRowsByKey }) => readRowsByKey,
  now: ({ services }) => services.now(),
  sight: async ({ officer }) => visibleRows(await officer()),
};

/** What is asked most: dossiers, as far as `projectedDossier` goes. */
export const rootFields: RootFields<Context> = {
  _entities: entityRows({ Dossier: entityType(dossiers, ({ code }) => code) }),
  dossier: oneRow(dossiers, ({ code }) => code),
  dossiers: rowConnection({
    ...dossiers,
    rows: dossiersByCode,
    readRows: ({ readRows }) => readRows,
    async list(input: QueryDossiersArgs, context) {
      const { rows, filter, now, ...wanted } = await wantedDossiers(input, context);
      return { ...wanted, where: dossierCondition(rows, filter, now), keys: dossierOrders[input.orderBy] };
    },
  }),
};
