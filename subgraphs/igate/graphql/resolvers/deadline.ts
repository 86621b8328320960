import { dueAt, explainDays, workingDaysLeft } from '../../domain/deadline.ts';
import { dayReason } from '../../domain/day-reason.ts';
import { isOpen, type Dossier } from '../../domain/dossier.ts';
import type { Context } from '../context.ts';
import type { DeadlineDayResolvers, DossierHoldResolvers } from '../resolver-types.generated.ts';

/** How the day of return comes about; of a dossier on hold, what it would be if the hold ended now. */
export async function deadlineOf(dossier: Dossier, { loaders, services }: Context) {
  const { code, receivedAt, processingDays, dueAt: promised } = dossier;
  if (processingDays === null || promised === null) return null;
  const now = services.now();
  const calendar = await loaders.calendar();
  const holds = (await loaders.holdsOfDossier.load(code)).map(({ startedAt, endedAt }) => {
    return { startedAt, endedAt: endedAt ?? now };
  });
  const promise = { receivedAt, processingDays, holds };
  // What has ended keeps what was promised, whatever the calendar has become since.
  const due = isOpen(dossier) ? dueAt(calendar, promise) : promised;
  return {
    dueAt: due,
    processingDays,
    workingDaysLeft: isOpen(dossier) ? workingDaysLeft(calendar, due, now) : null,
    days: explainDays(calendar, promise, due),
  };
}

export const DeadlineDay: DeadlineDayResolvers = {
  reason: (day, _arguments, { language }) => dayReason(day)[language],
};

export const DossierHold: DossierHoldResolvers = {
  startedBy: ({ startedById }, _arguments, { loaders }) => (startedById ? loaders.officer.load(startedById) : null),
  endedBy: ({ endedById }, _arguments, { loaders }) => (endedById ? loaders.officer.load(endedById) : null),
};
