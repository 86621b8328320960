import { demandIdentifiers } from '../../domain/input.ts';
import { visibleOrganisation } from '../../domain/row-scope.ts';
import { listOfficers } from '../../store/officers.ts';
import { listProcedures } from '../../store/organisation.ts';
import type { QueryResolvers } from '../resolver-types.generated.ts';
import { auditLog } from './audit-log.ts';
import { dossierExport, dossierReport } from './dossier-report.ts';
import { dossiers } from './dossiers.ts';
import { transfers } from './transfers.ts';
import { workingCalendar } from './working-calendar.ts';

export const Query: QueryResolvers = {
  me: (_parent, _arguments, { officer }) => officer(),

  dossier: (_parent, { code }, { loaders }) => loaders.visibleDossier.load(code),

  dossiers,
  dossierReport,
  dossierExport,

  async officers(_parent, filter, { officer, services }) {
    const scope = visibleOrganisation(await officer(), 'SEE_OFFICER');
    demandIdentifiers(filter.division);
    return listOfficers(services.db, scope, filter);
  },

  async procedures(_parent, { search }, { officer, services }) {
    return listProcedures(services.db, visibleOrganisation(await officer(), 'SEE_PROCEDURE'), search ?? null);
  },

  transfers,
  workingCalendar,
  auditLog,
};
