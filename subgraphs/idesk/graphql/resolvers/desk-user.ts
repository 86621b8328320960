import { endOfDayInVietnam } from '../../domain/calendar.ts';
import { countedFor } from '../../domain/desk-counters.ts';
import { awaiting, visibleTo } from '../../domain/row-scope.ts';
import { countDesk } from '../../store/desk-counters.ts';
import { listAwaiting, listDraftsOf } from '../../store/document-lists.ts';
import type { DeskUserResolvers } from '../resolver-types.generated.ts';

export const DeskUser: DeskUserResolvers = {
  __resolveReference: async ({ ssoAccount }, { viewer, loaders }) => {
    const account = ssoAccount.toLowerCase();
    const officer = await viewer();
    // Whoever asks for their own desk has been read already.
    return account === officer.ssoAccount ? officer : loaders.visibleDeskUser.load(account);
  },

  drafts: async ({ ssoAccount }, { states, ...page }, { desk, viewer }) => {
    const wanted = { account: ssoAccount, scope: visibleTo(await viewer()), states: states ?? null };
    return listDraftsOf(desk.database, wanted, page);
  },

  awaitingMe: async (user, { states, orderBy: order, ...page }, { desk, viewer }) => {
    const rows = { awaiting: awaiting(user), scope: visibleTo(await viewer()), states: states ?? null };
    return listAwaiting(desk.database, { account: user.ssoAccount, order, ...rows }, page);
  },
  counters: async (user, _args, { desk, viewer }) => {
    const now = desk.now();
    const rows = { counted: countedFor(user), scope: visibleTo(await viewer()) };
    return countDesk(desk.database, rows, { now, endOfDay: endOfDayInVietnam(now) });
  },
};
