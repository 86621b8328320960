import { transferById } from '../store/transfers.ts';
import { patienceMs, type IgateServices } from './services.ts';

/** Waits a moment for a crossing that is under way, so that the answer can tell how it ended. */
export async function awaitArrival({ db, outbox }: Pick<IgateServices, 'db' | 'outbox'>, id: string): Promise<void> {
  const transfer = await transferById(db, id);
  if (transfer?.state === 'PENDING') await outbox.settled(id, patienceMs);
}
