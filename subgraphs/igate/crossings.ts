import type { OutboxQueue } from '../../platform/transfers/outbox.ts';
import { deliverDraft, giveUpDraft } from './actions/deliver-draft.ts';
import { deliverResults, giveUpResults } from './actions/deliver-results.ts';
import { attachResultsQueue, sendToIdeskQueue, type DeliveryServices } from './actions/services.ts';
import { notePostponed } from './store/transfer-changes.ts';

/** What is done with the crossings that leave iGate, by queue. */
export function crossingQueues(services: DeliveryServices): Readonly<Record<string, OutboxQueue>> {
  const postpone: OutboxQueue['postpone'] = ({ id }, reason) =>
    services.db.transaction().execute((trx) => notePostponed(trx, id, reason));
  return {
    [sendToIdeskQueue]: {
      deliver: ({ id }) => deliverDraft(services, id),
      giveUp: ({ id }, reason) => giveUpDraft(services, id, reason),
      postpone,
    },
    [attachResultsQueue]: {
      deliver: ({ id }) => deliverResults(services, id),
      giveUp: ({ id }, reason) => giveUpResults(services, id, reason),
      postpone,
    },
  };
}
