import { maySee } from '../../domain/desk-user.ts';
import { awaiting, visibleTo } from '../../domain/permissions.ts';
import { listAwaiting, listDraftsOf } from '../../store/document-lists.ts';
import type { DeskUserResolvers } from '../resolver-types.generated.ts';

export const DeskUser: DeskUserResolvers = {
  __resolveReference: async ({ ssoAccount }, { viewer, loaders }) => {
    const officer = await viewer();
    const user = await loaders.deskUser.load(ssoAccount.toLowerCase());
    return user && maySee(officer, user) ? user : null;
  },

  drafts: async ({ ssoAccount }, { states, ...page }, { desk, viewer }) => {
    const wanted = { account: ssoAccount, scope: visibleTo(await viewer()), states: states ?? null };
    return listDraftsOf(desk.database, wanted, page);
  },

  awaitingMe: async (user, page, { desk, viewer }) => {
    const wanted = { account: user.ssoAccount, awaiting: awaiting(user), scope: visibleTo(await viewer()) };
    return listAwaiting(desk.database, wanted, page);
  },
};
