import { transferById } from '../store/transfers.ts';
import { crossingQueue, type IgateServices } from './services.ts';

/** How long an officer waits for iDesk all in all: the happy path answers DELIVERED, and with iDesk down or hanging an answer takes less than a second. */
const patienceMs = 600;

/**
 * Waits a moment for a crossing that is under way, so that the answer can tell how it ended.
 *
 * @param waitedMs how long the officer has waited for iDesk already
 */
export async function awaitArrival(
  { db, outbox }: Pick<IgateServices, 'db' | 'outbox'>,
  id: string,
  waitedMs = 0,
): Promise<void> {
  const transfer = await transferById(db, id);
  if (transfer?.state !== 'PENDING' || transfer.kind === 'PUSH_RESULTS') return;
  await outbox.settled(crossingQueue[transfer.kind], id, Math.max(0, patienceMs - waitedMs));
}
