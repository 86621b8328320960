import { entityRows, entityType } from '../../../platform/projection/entity-rows.ts';
import type { RequestedRows } from '../../../platform/projection/requested-rows.ts';
import type { RootFields } from '../../../platform/projection/project-query.ts';
import { isDossierCode } from '../domain/dossier-code.ts';
import { visibleTo, type Scope } from '../domain/row-scope.ts';
import { projectedDossier } from '../store/projected-dossier.ts';
import type { Context } from './context.ts';

const dossiers: RequestedRows<Context, Scope> = {
  type: projectedDossier,
  // Whether there is such a dossier is for iGate to say.
  rows: null,
  readRowsByKey: ({ readRowsByKey }) => readRowsByKey,
  now: ({ desk }) => desk.now(),
  sight: async ({ viewer }) => visibleTo(await viewer()),
};

/** What is asked most: the documents of dossiers. */
export const rootFields: RootFields<Context> = {
  _entities: entityRows({
    Dossier: entityType(dossiers, ({ code }) => (typeof code === 'string' && isDossierCode(code) ? code : null)),
  }),
};
