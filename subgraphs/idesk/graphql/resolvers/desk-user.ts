import { awaiting, visibleTo } from '../../domain/row-scope.ts';
import { listAwaiting, listDraftsOf } from '../../store/document-lists.ts';
import type { DeskUserResolvers } from '../resolver-types.generated.ts';

export const DeskUser: DeskUserResolvers = {
  __resolveReference: ({ ssoAccount }, { loaders }) => loaders.visibleDeskUser.load(ssoAccount.toLowerCase()),

  drafts: async ({ ssoAccount }, { states, ...page }, { desk, viewer }) => {
    const wanted = { account: ssoAccount, scope: visibleTo(await viewer()), states: states ?? null };
    return listDraftsOf(desk.database, wanted, page);
  },

  awaitingMe: async (user, page, { desk, viewer }) => {
    const wanted = { account: user.ssoAccount, awaiting: awaiting(user), scope: visibleTo(await viewer()) };
    return listAwaiting(desk.database, wanted, page);
  },
};
