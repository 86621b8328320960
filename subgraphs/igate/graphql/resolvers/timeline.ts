import { required } from '../required.ts';
import type { DossierHolderResolvers, TimelineEntryResolvers } from '../resolver-types.generated.ts';

export const TimelineEntry: TimelineEntryResolvers = {
  officer: ({ officerId }, _arguments, { loaders }) => (officerId ? loaders.officer.load(officerId) : null),
  officerName: async ({ officerId, officerName }, _arguments, { loaders }) =>
    officerId ? required(await loaders.officer.load(officerId)).fullName : officerName,
};

export const DossierHolder: DossierHolderResolvers = {
  officer: ({ officerId }, _arguments, { loaders }) => (officerId ? loaders.officer.load(officerId) : null),
  unit: async ({ divisionId, departmentId }, _arguments, { loaders }) => {
    const unit = divisionId ? loaders.division.load(divisionId) : loaders.department.load(departmentId);
    return required(await unit).name;
  },
};
