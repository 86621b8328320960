import {
  countCalendarAttempt,
  noteCalendarTold,
  noteCalendarUntold,
  readCalendarNews,
} from '../store/calendar-news.ts';
import type { OutboxQueue } from '../../../platform/transfers/outbox.ts';
import type { DeliveryServices } from './services.ts';

/**
 * Tells iDesk, which counts working days too, what the calendar has become: all of it, as it is by then, so that whatever is
 * lost or late is made good by the next word. Safe to repeat: iDesk keeps the newest version.
 */
export function calendarQueue({ db, peer, now }: DeliveryServices): OutboxQueue {
  return {
    begin: ({ id }) => countCalendarAttempt(db, Number(id)),
    async deliver() {
      const { version, exceptions } = await readCalendarNews(db);
      await peer.send('PUT', '/peer/calendar', { version, exceptions });
      await noteCalendarTold(db, version, now());
    },
    postpone: ({ id }, reason) => noteCalendarUntold(db, Number(id), reason),
    giveUp: ({ id }, reason) => noteCalendarUntold(db, Number(id), reason),
  };
}
