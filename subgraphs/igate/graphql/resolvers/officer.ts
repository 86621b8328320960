import { required } from '../required.ts';
import type { DeskUserResolvers, DivisionResolvers, OfficerResolvers } from '../resolver-types.generated.ts';

export const Officer: OfficerResolvers = {
  __resolveReference: ({ account }, { loaders }) => loaders.visibleOfficerByAccount.load(account.toLowerCase()),
  division: ({ divisionId }, _arguments, { loaders }) => (divisionId ? loaders.division.load(divisionId) : null),
  roles: ({ roles }) => [...roles],
  deskUser: ({ linkedSsoAccount }) => (linkedSsoAccount ? { ssoAccount: linkedSsoAccount } : null),
};

export const DeskUser: DeskUserResolvers = {
  __resolveReference: async ({ ssoAccount }, { officer }) => {
    await officer();
    return { ssoAccount };
  },
  officer: ({ ssoAccount }, _arguments, { loaders }) =>
    loaders.visibleOfficerBySsoAccount.load(ssoAccount.toLowerCase()),
};

export const Division: DivisionResolvers = {
  department: async ({ departmentId }, _arguments, { loaders }) =>
    required(await loaders.department.load(departmentId)),
};
