import type { OutboxQueue } from '../../platform/transfers/outbox.ts';
import { deliverDraft, giveUpDraft } from './actions/deliver-draft.ts';
import { deliverResults, giveUpResults } from './actions/deliver-results.ts';
import { calendarQueueName, crossingQueue, type DeliveryServices } from './actions/services.ts';
import { calendarQueue } from './actions/tell-calendar.ts';
import { beginAttempt, notePostponed } from './store/transfer-changes.ts';

/** What is done with the crossings that leave iGate, by queue. */
export function crossingQueues(services: DeliveryServices): Readonly<Record<string, OutboxQueue>> {
  const bookkeeping: Pick<OutboxQueue, 'begin' | 'postpone'> = {
    begin: ({ id }) => beginAttempt(services.db, id),
    postpone: ({ id }, reason) => notePostponed(services.db, id, reason),
  };
  return {
    [crossingQueue.SEND_TO_IDESK]: {
      ...bookkeeping,
      deliver: ({ id }) => deliverDraft(services, id),
      giveUp: ({ id }, reason) => giveUpDraft(services, id, reason),
    },
    [crossingQueue.ATTACH_RESULTS]: {
      ...bookkeeping,
      deliver: ({ id }) => deliverResults(services, id),
      giveUp: ({ id }, reason) => giveUpResults(services, id, reason),
    },
    [calendarQueueName]: calendarQueue(services),
  };
}
