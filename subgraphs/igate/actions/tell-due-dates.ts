import { dueDatesToTell, noteDueDatesTold } from '../store/due-date-news.ts';
import type { DeliveryServices } from './services.ts';

/** As many as fit a message that iDesk accepts. */
const batchSize = 500;

/**
 * Tells iDesk every due date that has changed, and every hold that has begun or ended, since it was last told. Safe to repeat and to run twice at once: iDesk keeps
 * the newest.
 */
export async function tellDueDates({ db, peer }: Pick<DeliveryServices, 'db' | 'peer'>): Promise<void> {
  for (;;) {
    const news = await dueDatesToTell(db, batchSize);
    if (news.length === 0) return;
    await peer.send('PUT', '/peer/due-dates', {
      dueDates: news.map(({ transferId, dueAt, heldSince, dueRevision }) => {
        const held = heldSince?.toISOString() ?? null;
        return { transferId, dueAt: dueAt?.toISOString() ?? null, heldSince: held, dueRevision };
      }),
    });
    await noteDueDatesTold(db, news);
  }
}
