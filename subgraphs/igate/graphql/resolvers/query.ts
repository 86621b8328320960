import { demandIdentifiers } from '../../domain/input.ts';
import type { Officer } from '../../domain/officer.ts';
import { listOfficers } from '../../store/officers.ts';
import { listProcedures } from '../../store/organisation.ts';
import type { QueryResolvers } from '../resolver-types.generated.ts';
import { auditLog } from './audit-log.ts';
import { dossiers } from './dossiers.ts';
import { transfers } from './transfers.ts';
import { workingCalendar } from './working-calendar.ts';

export const Query: QueryResolvers = {
  me: (_parent, _arguments, { officer }) => officer(),

  dossier: (_parent, { code }, { loaders }) => loaders.visibleDossier.load(code),

  dossiers,

  async officers(_parent, filter, { officer, services }) {
    const department = departmentOf(await officer());
    demandIdentifiers(filter.division);
    return listOfficers(services.db, department, filter);
  },

  async procedures(_parent, { search }, { officer, services }) {
    return listProcedures(services.db, departmentOf(await officer()), search ?? null);
  },

  transfers,
  workingCalendar,
  auditLog,
};

/** Everybody works within one department, except administrators. */
function departmentOf(officer: Officer): string | null {
  return officer.roles.includes('ADMINISTRATOR') ? null : officer.departmentId;
}
