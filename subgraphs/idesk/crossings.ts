import type { OutboxQueue } from '../../platform/transfers/outbox.ts';
import { beginPush, deliverPush, giveUpPush, postponePush } from './actions/deliver-push.ts';
import { queues, type Desk } from './actions/desk.ts';
import { beginReport, noteUnreportedState, reportState } from './actions/report-state.ts';

/** What is done with each of the outbox's queues. */
export function crossings(desk: () => Desk): Readonly<Record<string, OutboxQueue>> {
  return {
    [queues.pushResults]: {
      begin: ({ id }) => beginPush(desk(), id),
      deliver: ({ id }) => deliverPush(desk(), id),
      postpone: ({ id }, reason) => postponePush(desk(), id, reason),
      giveUp: ({ id }, reason) => giveUpPush(desk(), id, reason),
    },
    [queues.reportState]: {
      begin: ({ id }) => beginReport(desk(), id),
      deliver: ({ id }) => reportState(desk(), id),
      postpone: ({ id }, reason) => noteUnreportedState(desk(), id, reason),
      giveUp: ({ id }, reason) => noteUnreportedState(desk(), id, reason),
    },
  };
}
